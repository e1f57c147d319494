import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { indicatorKinds } from '#kernel';
import { formatMoment } from '../../parts/format.ts';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { Tlp } from '../../parts/Tlp.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { IndicatorDrawer } from './IndicatorDrawer.tsx';
import { IndicatorState, stateOf } from './IndicatorState.tsx';
import css from './IndicatorTable.module.css';
import type { IndicatorRow } from './types.ts';

interface IndicatorTableProps {
	readonly rows: readonly IndicatorRow[];
	readonly onMore?: (() => void) | undefined;
	readonly tools?: ReactNode;
}

export function IndicatorTable({ rows, onMore, tools }: IndicatorTableProps) {
	const { t, locale } = useText();
	const [opened, setOpened] = useState<string | null>(null);
	const columns = useMemo<Column<IndicatorRow>[]>(
		() => [
			{
				id: 'value',
				head: t('indicators.value'),
				value: (row) => row.value,
				cell: (row) => (
					<RowOpen onOpen={() => setOpened(row.id)} title={row.value}>
						<code className={css.value}>{row.value}</code>
					</RowOpen>
				),
			},
			{
				id: 'kind',
				head: t('common.kind'),
				value: (row) => row.kind,
				cell: (row) =>
					row.match === 'exact'
						? t(`indicatorKind.${row.kind}`)
						: `${t(`indicatorKind.${row.kind}`)}, ${t(`indicatorMatch.${row.match}`)}`,
				filter: {
					label: t('common.kind'),
					choices: indicatorKinds.map((value) => ({ value, label: t(`indicatorKind.${value}`) })),
				},
			},
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => stateOf(row, Date.now()),
				cell: (row) => <IndicatorState row={row} />,
			},
			{ id: 'tlp', head: 'TLP', value: (row) => row.tlp, cell: (row) => <Tlp value={row.tlp} /> },
			{ id: 'source', head: t('indicators.source'), value: (row) => row.source.name },
			{
				id: 'until',
				head: t('readIn.validUntil'),
				value: (row) => row.validUntil,
				cell: (row) => (row.validUntil === null ? t('readIn.noEnd') : formatMoment(row.validUntil, locale)),
			},
			{
				id: 'advisory',
				head: t('advisories.one'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					row.advisoryId === null ? '–' : <Link to={`/advisories/${row.advisoryId}`}>{t('readIn.toAdvisory')}</Link>,
			},
		],
		[t, locale],
	);
	const row = rows.find(({ id }) => id === opened);
	return (
		<>
			<Table
				label={t('indicators.title')}
				name="ind"
				rows={rows}
				columns={columns}
				rowId={({ id }) => id}
				empty={t('indicators.empty')}
				onMore={onMore}
				tools={tools}
			/>
			{row !== undefined && <IndicatorDrawer row={row} onClose={() => setOpened(null)} />}
		</>
	);
}
