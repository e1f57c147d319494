import { Card } from '../../parts/Blocks.tsx';
import { formatNumber } from '../../parts/format.ts';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Advisory, Grid } from './types.ts';

type Others = Grid['others'][number];

/** Counts of those whose names stay hidden. */
export function OthersHandling({ advisory, others }: { readonly advisory: Advisory; readonly others: readonly Others[] }) {
	const { t, both, locale } = useText();
	const number = (id: string, head: string, value: (row: Others) => number): Column<Others> => ({
		...{ id, head, align: 'end' as const, value },
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
