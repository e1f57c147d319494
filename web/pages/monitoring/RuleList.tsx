import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { RuleDrawer } from './RuleDrawer.tsx';
import { type RuleRow, type Rules, severities, severitySign, severityTone } from './types.ts';

/** Rules in force, how often each hit and who wrote it; those that could not be read are told with their place. */
export function RuleList() {
	const { t, word, locale } = useText();
	const [opened, setOpened] = useState<string | null>(null);
	const query = useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => api.get<Rules>('/v1/rules', undefined, signal) });
	const columns = useMemo<Column<RuleRow>[]>(() => {
		const title = (row: RuleRow) => (locale === 'nl' ? row.titleNl : row.title);
		return [
			{
				id: 'title',
				head: t('sensors.rule'),
				value: title,
				cell: (row) => (
					<RowOpen onOpen={() => setOpened(row.id)} title={title(row)}>
						{title(row)}
					</RowOpen>
				),
			},
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
			{
				id: 'enabled',
				head: t('common.state'),
				value: (row) => (row.enabled ? (row.silent ? 'part' : 'on') : 'off'),
				cell: (row) => (
					<StateBadge tone={row.enabled && !row.silent ? 'good' : 'idle'}>
						{t(row.enabled ? (row.silent ? 'rules.part' : 'sensors.on') : 'sensors.off')}
					</StateBadge>
				),
				filter: {
					label: t('common.state'),
					choices: [
						{ value: 'on', label: t('sensors.on') },
						{ value: 'off', label: t('sensors.off') },
						{ value: 'part', label: t('rules.part') },
					],
				},
			},
			countColumn(locale, 'alerts', t('sensors.alerts30'), (row) => row.alerts30Days),
			{ id: 'status', head: t('rules.status'), value: (row) => word('rules', row.status) },
			{ id: 'author', head: t('alerts.author'), value: (row) => row.author },
		];
	}, [t, word, locale]);
	return (
		<>
			<p>{t('rules.lead')}</p>
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
						<Table label={t('sensors.rules')} name="rules" rows={items} columns={columns} rowId={({ id }) => id} sort="-alerts" />
						<RuleDrawer rule={items.find(({ id }) => id === opened)} onClose={() => setOpened(null)} />
					</>
				)}
			</Loaded>
		</>
	);
}
