import { useMemo } from 'react';
import { Link } from 'react-router';
import { milestoneDay, milestoneState } from '../../parts/judge.ts';
import { StateBadge } from '../../parts/State.tsx';
import { MilestoneBadge, type MilestoneKind, milestoneKinds } from '../../parts/score/Milestones.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { noDates } from './figures.ts';
import type { Calendar, CalendarRow } from './types.ts';

const kinds = ['hbo', 'wo', 'mbo', 'research', 'nrto'] as const;
const provinces = ['DR', 'FL', 'FR', 'GE', 'GR', 'LI', 'NB', 'NH', 'OV', 'UT', 'ZE', 'ZH'] as const;
const states = ['reached', 'late', 'slipping', 'planned', 'unplanned'] as const;

interface Row {
	readonly institution: CalendarRow['institution'];
	/** Null: not shared with us. */
	readonly milestones: CalendarRow['milestones'] | null;
}

/** All institutions of the register; of who does not share its dates with us the row says so. */
export function CalendarTable({ calendar }: { readonly calendar: Calendar }) {
	const { t, word } = useText();
	const rows = useMemo<Row[]>(
		() => [...calendar.items, ...calendar.hidden.map((institution) => ({ institution, milestones: null }))],
		[calendar],
	);
	const columns = useMemo<Column<Row>[]>(() => {
		const dates = (row: Row, kind: MilestoneKind) => row.milestones?.find((one) => one.kind === kind) ?? noDates;
		const state = (row: Row, kind: MilestoneKind) =>
			row.milestones === null ? null : milestoneState(dates(row, kind), calendar.today);
		return [
			{
				id: 'name',
				head: t('common.institution'),
				value: (row) => row.institution.name,
				cell: (row) => <Link to={`/institutions/${row.institution.id}`}>{row.institution.name}</Link>,
			},
			{
				id: 'kind',
				head: t('common.kind'),
				value: (row) => row.institution.kind,
				cell: (row) => t(`kind.${row.institution.kind}`),
				filter: { label: t('common.kind'), choices: kinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
			},
			{
				id: 'province',
				head: t('charts.province'),
				value: (row) => row.institution.province,
				cell: (row) => (row.institution.province === null ? '–' : word('province', row.institution.province)),
				filter: { label: t('charts.province'), choices: provinces.map((value) => ({ value, label: t(`province.${value}`) })) },
			},
			...milestoneKinds.map(
				(kind): Column<Row> => ({
					id: kind,
					head: t(`milestone.${kind}`),
					value: (row) => state(row, kind),
					order: (row) => (row.milestones === null ? null : milestoneDay(dates(row, kind))),
					cell: (row) => (row.milestones === null ? '–' : <MilestoneBadge dates={dates(row, kind)} today={calendar.today} />),
					filter: {
						label: t(`milestone.${kind}`),
						choices: states.map((value) => ({ value, label: t(`milestoneState.${value}`) })),
					},
				}),
			),
			{
				id: 'shared',
				head: t('calendar.shared'),
				value: (row) => (row.milestones === null ? 'no' : 'yes'),
				cell: (row) => (
					<StateBadge tone={row.milestones === null ? 'idle' : 'info'} sign={row.milestones === null ? 'dash' : 'eye'}>
						{t(row.milestones === null ? 'calendar.notShared' : 'calendar.isShared')}
					</StateBadge>
				),
				filter: {
					label: t('calendar.shared'),
					choices: [
						{ value: 'yes', label: t('calendar.isShared') },
						{ value: 'no', label: t('calendar.notShared') },
					],
				},
			},
		];
	}, [t, word, calendar.today]);
	return (
		<Table
			label={t('calendar.title')}
			rows={rows}
			columns={columns}
			rowId={({ institution }) => institution.id}
			sort="-shared"
			empty={t('calendar.nobody')}
		/>
	);
}
