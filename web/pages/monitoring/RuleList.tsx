import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { type Rules, severities, severitySign, severityTone } from './types.ts';

type Rule = Rules['items'][number];

/** Rules in force; those that could not be read are told with their place. */
export function RuleList() {
	const { t, locale } = useText();
	const query = useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => api.get<Rules>('/v1/rules', undefined, signal) });
	const columns = useMemo<Column<Rule>[]>(
		() => [
			{ id: 'title', head: t('sensors.rule'), value: (row) => row.title, cell: (row) => <span lang="en">{row.title}</span> },
			{
				id: 'severity',
				head: t('alerts.severity'),
				value: (row) => row.severity,
				cell: (row) => (
					<StateBadge tone={severityTone[row.severity]} sign={severitySign[row.severity]}>
						{t(`severity.${row.severity}`)}
					</StateBadge>
				),
				filter: { label: t('alerts.severity'), choices: severities.map((value) => ({ value, label: t(`severity.${value}`) })) },
			},
			{ id: 'author', head: t('alerts.author'), value: (row) => row.author },
			{
				id: 'enabled',
				head: t('common.state'),
				value: (row) => (row.enabled ? 'on' : 'off'),
				cell: (row) => (
					<StateBadge tone={row.enabled ? 'good' : 'idle'}>{t(row.enabled ? 'sensors.on' : 'sensors.off')}</StateBadge>
				),
			},
			{
				id: 'alerts',
				head: t('sensors.alerts30'),
				align: 'end',
				value: (row) => row.alerts30Days,
				cell: (row) => formatNumber(row.alerts30Days, locale),
			},
		],
		[t, locale],
	);
	return (
		<Loaded query={query}>
			{({ items, faults }) => (
				<>
					{faults.length > 0 && (
						<Banner tone="warn">
							<strong>{t('sensors.ruleFaults', { count: faults.length })}</strong>
							<ul>
								{faults.slice(0, 20).map((fault) => (
									<li key={fault.where + fault.detail} lang="en">
										<code>{fault.where}</code> {fault.detail}
									</li>
								))}
							</ul>
						</Banner>
					)}
					<Table label={t('sensors.rules')} name="rules" rows={items} columns={columns} rowId={({ id }) => id} />
				</>
			)}
		</Loaded>
	);
}
