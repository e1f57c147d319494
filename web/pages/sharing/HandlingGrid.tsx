import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { HandlingDrawer } from './HandlingDrawer.tsx';
import css from './HandlingGrid.module.css';
import { type Advisory, type Cell, type Grid, type GridRow, handlingSign, handlingTone } from './types.ts';

type Others = Grid['others'][number];

/** Institutions that may be seen by name, line by line, and the anonymous counts of the others. */
export function HandlingGrid({ advisory }: { readonly advisory: Advisory }) {
	const { t, both } = useText();
	const [opened, setOpened] = useState<{ row: GridRow; cell: Cell } | null>(null);
	const query = useQuery({
		queryKey: ['advisory', advisory.id, 'grid'],
		queryFn: ({ signal }) => api.get<Grid>(`/v1/advisories/${advisory.id}/handling`, undefined, signal),
	});
	const columns = useMemo<Column<GridRow>[]>(
		() => [
			{ id: 'name', head: t('common.institution'), value: (row) => row.name },
			{ id: 'kind', head: t('common.kind'), value: (row) => t(`kind.${row.kind}`) },
			...advisory.lines.map(
				(line): Column<GridRow> => ({
					id: line.id,
					head: `${line.place}. ${shorten(both(line.text))}`,
					value: (row) => row.cells.find((cell) => cell.lineId === line.id)?.state ?? null,
					cell: (row) => {
						const cell = row.cells.find(({ lineId }) => lineId === line.id);
						if (cell === undefined) return '–';
						return (
							<button type="button" className={css.cell} onClick={() => setOpened({ row, cell })}>
								<StateBadge tone={handlingTone[cell.state]} sign={handlingSign[cell.state]}>
									{t(`handling.${cell.state}`)}
								</StateBadge>
							</button>
						);
					},
					filter: {
						label: `${t('advisories.line')} ${line.place}`,
						choices: (['received', 'planned', 'done', 'verified', 'not-applicable'] as const).map((value) => ({
							value,
							label: t(`handling.${value}`),
						})),
					},
				}),
			),
		],
		[t, both, advisory.lines],
	);
	return (
		<Loaded query={query}>
			{(grid) => (
				<>
					<Table
						label={t('advisories.handling')}
						name="grid"
						rows={grid.institutions}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('advisories.noGrid')}
					/>
					{grid.others.length > 0 && <OthersCard advisory={advisory} others={grid.others} />}
					{opened !== null && (
						<HandlingDrawer
							advisory={advisory}
							institution={opened.row.name}
							institutionId={opened.row.id}
							cell={opened.cell}
							onClose={() => setOpened(null)}
						/>
					)}
				</>
			)}
		</Loaded>
	);
}

function shorten(text: string): string {
	return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

function OthersCard({ advisory, others }: { readonly advisory: Advisory; readonly others: readonly Others[] }) {
	const { t, both, locale } = useText();
	const number = (id: string, head: string, value: (row: Others) => number): Column<Others> => ({
		id,
		head,
		align: 'end',
		value,
		cell: (row) => formatNumber(value(row), locale),
	});
	const lineOf = (id: string) => advisory.lines.find((line) => line.id === id);
	return (
		<Card title={t('advisories.others')}>
			<p>{t('advisories.othersLead')}</p>
			<Table
				bare
				name="others"
				label={t('advisories.others')}
				rows={others}
				rowId={(row) => row.lineId}
				columns={[
					{
						id: 'line',
						head: t('advisories.line'),
						value: (row) => lineOf(row.lineId)?.place ?? null,
						cell: (row) => both(lineOf(row.lineId)?.text ?? { nl: '–', en: '–' }),
					},
					number('contributors', t('advisories.contributors'), (row) => row.contributors),
					number('received', t('handling.received'), (row) => row.received),
					number('planned', t('handling.planned'), (row) => row.planned),
					number('done', t('handling.done'), (row) => row.done),
					number('verified', t('handling.verified'), (row) => row.verified),
					number('na', t('handling.not-applicable'), (row) => row.notApplicable),
				]}
			/>
		</Card>
	);
}
