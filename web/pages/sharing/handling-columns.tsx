import type { Bilingual } from '#kernel';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import type { Text } from '../../text/text.tsx';
import css from './HandlingGrid.module.css';
import { type Advisory, type Cell, type GridRow, handlingSign, handlingTone } from './types.ts';

interface Wishes {
	readonly t: Text['t'];
	both(text: Bilingual): string;
	readonly lines: Advisory['lines'];
	open(row: GridRow, cell: Cell): void;
}

/** A head tells the whole measure, over as many lines as it takes, up to a paragraph. */
const longest = 160;
const shorten = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
/** Neither verified nor said not to apply. */
const isOpen = ({ state }: Cell) => state !== 'verified' && state !== 'not-applicable';

/** Institution, kind, how much is open, and a column for every measure. */
export function handlingColumns({ t, both, lines, open }: Wishes): Column<GridRow>[] {
	return [
		{ id: 'name', head: t('common.institution'), value: (row) => row.name },
		{ id: 'kind', head: t('common.kind'), value: (row) => t(`kind.${row.kind}`) },
		{ id: 'open', head: t('follow.open'), align: 'end', value: (row) => row.cells.filter(isOpen).length },
		...lines.map(
			(line): Column<GridRow> => ({
				id: line.id,
				head: `${line.place}. ${shorten(both(line.text))}`,
				value: (row) => row.cells.find((cell) => cell.lineId === line.id)?.state ?? null,
				cell: (row) => {
					const cell = row.cells.find(({ lineId }) => lineId === line.id);
					if (cell === undefined) return '–';
					return (
						<button type="button" className={css.cell} onClick={() => open(row, cell)}>
							<StateBadge tone={handlingTone[cell.state]} sign={handlingSign[cell.state]}>
								{t(`handling.${cell.state}`)}
							</StateBadge>
							<span className="unseen">
								{' '}
								{row.name}, {line.place}
							</span>
						</button>
					);
				},
			}),
		),
	];
}
