import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { DeadLetterDrawer } from './DeadLetterDrawer.tsx';
import { RuleList } from './RuleList.tsx';
import { SensorForm } from './SensorForm.tsx';
import type { SensorPage as SensorAnswer, SensorRow } from './types.ts';

/** What is connected, when it last reported, and what of it could not be read. */
export function SensorsPage() {
	const { t } = useText();
	const session = useSession();
	const [connecting, setConnecting] = useState(false);
	const mayConnect = session.role === 'ciso' || session.role === 'security-officer';
	return (
		<Page
			title={t('sensors.title')}
			lead={t('sensors.lead')}
			tools={
				mayConnect && (
					<Button tone="main" icon="plus" onClick={() => setConnecting(true)}>
						{t('sensors.connect')}
					</Button>
				)
			}
		>
			<Tabs
				label={t('sensors.title')}
				tabs={[
					{ id: 'sensors', label: t('sensors.title'), panel: <SensorList /> },
					{ id: 'rules', label: t('sensors.rules'), panel: <RuleList /> },
				]}
			/>
			{connecting && <SensorForm onClose={() => setConnecting(false)} />}
		</Page>
	);
}

function SensorList() {
	const { t, locale } = useText();
	const { name } = useNames();
	const [letters, setLetters] = useState<SensorRow | null>(null);
	const query = useQuery({
		queryKey: ['sensors'],
		queryFn: ({ signal }) => api.get<SensorAnswer>('/v1/sensors', { limit: 500 }, signal),
		refetchInterval: 30_000,
	});
	useFresh(['sensor'], ['sensors']);
	const columns = useMemo<Column<SensorRow>[]>(
		() => [
			{ id: 'name', head: t('common.name'), value: (row) => row.name },
			{ id: 'institution', head: t('common.institution'), value: (row) => name(row.institution) },
			{ id: 'kind', head: t('common.kind'), value: (row) => t(`sensorKind.${row.kind}`) },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => (row.silent ? 1 : 0),
				cell: (row) => (
					<StateBadge tone={row.lastReportAt === null ? 'idle' : row.silent ? 'bad' : 'good'}>
						{t(row.lastReportAt === null ? 'sensors.never' : row.silent ? 'sensors.silent' : 'sensors.reporting')}
					</StateBadge>
				),
			},
			{
				id: 'last',
				head: t('sensors.last'),
				value: (row) => row.lastReportAt,
				cell: (row) => (row.lastReportAt === null ? '–' : formatMoment(row.lastReportAt, locale)),
			},
			{
				id: 'events',
				head: t('sensors.events'),
				align: 'end',
				value: (row) => row.eventsToday,
				cell: (row) => formatNumber(row.eventsToday, locale),
			},
			{
				id: 'letters',
				head: t('sensors.letters'),
				align: 'end',
				value: (row) => row.deadLetters,
				cell: (row) =>
					row.deadLetters === 0 ? (
						'0'
					) : (
						<Button small tone="quiet" onClick={() => setLetters(row)}>
							{formatNumber(row.deadLetters, locale)}
							<span className="unseen"> {t('sensors.letters')}</span>
						</Button>
					),
			},
		],
		[t, locale, name],
	);
	return (
		<>
			<Loaded query={query}>
				{({ items }) => (
					<Table label={t('sensors.title')} rows={items} columns={columns} rowId={({ id }) => id} empty={t('sensors.empty')} />
				)}
			</Loaded>
			{letters !== null && <DeadLetterDrawer sensor={letters} onClose={() => setLetters(null)} />}
		</>
	);
}
