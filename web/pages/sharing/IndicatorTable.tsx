import { useMemo } from 'react';
import { Link } from 'react-router';
import { formatMoment } from '../../parts/format.ts';
import { StateBadge } from '../../parts/State.tsx';
import { Tlp } from '../../parts/Tlp.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { type IndicatorRow, indicatorKinds } from './types.ts';

export function IndicatorTable({
	rows,
	onMore,
}: {
	readonly rows: readonly IndicatorRow[];
	readonly onMore?: (() => void) | undefined;
}) {
	const { t, locale } = useText();
	const columns = useMemo<Column<IndicatorRow>[]>(
		() => [
			{ id: 'value', head: t('indicators.value'), value: (row) => row.value, cell: (row) => <code>{row.value}</code> },
			{
				id: 'kind',
				head: t('common.kind'),
				value: (row) => row.kind,
				cell: (row) => t(`indicatorKind.${row.kind}`),
				filter: {
					label: t('common.kind'),
					choices: indicatorKinds.map((value) => ({ value, label: t(`indicatorKind.${value}`) })),
				},
			},
			{ id: 'match', head: t('indicators.match'), value: (row) => t(`indicatorMatch.${row.match}`) },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => (row.withdrawnAt === null ? 'on' : 'off'),
				cell: (row) => (
					<StateBadge tone={row.withdrawnAt === null ? 'good' : 'idle'}>
						{t(row.withdrawnAt === null ? 'indicators.active' : 'indicators.withdrawn')}
					</StateBadge>
				),
			},
			{ id: 'tlp', head: 'TLP', value: (row) => row.tlp, cell: (row) => <Tlp value={row.tlp} /> },
			{ id: 'source', head: t('indicators.source'), value: (row) => row.source.name },
			{
				id: 'from',
				head: t('indicators.validFrom'),
				value: (row) => row.validFrom,
				cell: (row) => formatMoment(row.validFrom, locale),
			},
			{
				id: 'advisory',
				head: t('advisories.one'),
				sortable: false,
				value: () => null,
				cell: (row) => (row.advisoryId === null ? '–' : <Link to={`/advisories/${row.advisoryId}`}>{t('common.details')}</Link>),
			},
		],
		[t, locale],
	);
	return (
		<Table
			label={t('indicators.title')}
			name="ind"
			rows={rows}
			columns={columns}
			rowId={({ id }) => id}
			empty={t('indicators.empty')}
			onMore={onMore}
		/>
	);
}
