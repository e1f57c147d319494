import { Card } from '../../parts/Blocks.tsx';
import { formatMoment } from '../../parts/format.ts';
import { countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Advisory, Grid } from './types.ts';

type Others = Grid['others'][number];

/** Counts of those whose names stay hidden. */
export function OthersHandling({ advisory, grid }: { readonly advisory: Advisory; readonly grid: Grid }) {
	const { t, both, locale } = useText();
	const lineOf = (id: string) => advisory.lines.find((line) => line.id === id);
	return (
		<Card title={t('advisories.others')}>
			<p>{t('advisories.othersLead', { at: grid.othersAt === null ? '–' : formatMoment(grid.othersAt, locale) })}</p>
			<Table
				bare
				name="others"
				label={t('advisories.others')}
				rows={grid.others}
				rowId={(row) => row.lineId}
				columns={[
					{
						id: 'line',
						head: t('advisories.line'),
						value: (row) => lineOf(row.lineId)?.place ?? null,
						cell: (row) => both(lineOf(row.lineId)?.text ?? { nl: '–', en: '–' }),
					},
					countColumn<Others>(locale, 'contributors', t('advisories.contributors'), (row) => row.contributors),
					countColumn<Others>(locale, 'received', t('handling.received'), (row) => row.received),
					countColumn<Others>(locale, 'planned', t('handling.planned'), (row) => row.planned),
					countColumn<Others>(locale, 'done', t('handling.done'), (row) => row.done),
					countColumn<Others>(locale, 'verified', t('handling.verified'), (row) => row.verified),
					countColumn<Others>(locale, 'na', t('handling.not-applicable'), (row) => row.notApplicable),
				]}
			/>
		</Card>
	);
}
