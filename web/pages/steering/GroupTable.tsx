import { formatLevel, formatNumber } from '../../parts/format.ts';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Cell } from './types.ts';

interface GroupTableProps {
	readonly title: string;
	readonly cells: readonly Cell[];
	name(cell: Cell): string;
}

/** Groups of a declared breakdown; a group that is withheld keeps its row and says why. */
export function GroupTable({ title, cells, name }: GroupTableProps) {
	const { t, locale } = useText();
	const level = (id: string, head: string, pick: (row: Cell) => number | null): Column<Cell> => ({
		id,
		head,
		align: 'end',
		value: pick,
		cell: (row) => {
			const value = pick(row);
			return value === null ? '–' : formatLevel(value, locale);
		},
	});
	return (
		<>
			<h2>{title}</h2>
			<Table
				bare
				name="groups"
				label={title}
				rows={cells}
				rowId={({ cell }) => cell}
				columns={[
					{ id: 'group', head: t('charts.group'), value: name },
					{
						id: 'count',
						head: t('sector.contributors'),
						align: 'end',
						value: (row) => row.contributors,
						cell: (row) =>
							row.withheld === null ? (
								formatNumber(row.contributors ?? 0, locale)
							) : (
								<StateBadge tone="idle">{t(`withheld.${row.withheld}`)}</StateBadge>
							),
					},
					level('mean', t('sector.mean'), (row) => row.mean),
					level('median', t('sector.median'), (row) => row.median),
					level('low', t('charts.lower'), (row) => row.quartileLow),
					level('high', t('charts.upper'), (row) => row.quartileHigh),
				]}
			/>
		</>
	);
}
