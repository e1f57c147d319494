import { useMemo } from 'react';
import { useText } from '../../text/text.tsx';
import { formatLevel, formatNumber } from '../format.ts';
import type { Column } from '../table/columns.ts';
import { Table } from '../table/Table.tsx';
import { type FrameworkRef, ScoreNumber, type ScoreView } from './ScoreNumber.tsx';

type Cluster = ScoreView['clusters'][number];

interface ClusterTableProps {
	readonly score: ScoreView;
	readonly framework: FrameworkRef | null;
	readonly date?: string | undefined;
}

/** Per cluster: now, target, gap, expected, and what the mean hides. */
export function ClusterTable({ score, framework, date }: ClusterTableProps) {
	const { t, both, locale } = useText();
	const columns = useMemo<Column<Cluster>[]>(() => {
		const number = (row: Cluster, part: 'now' | 'expected' | 'gap', meets?: boolean) => (
			<ScoreNumber
				label={`${both(row.title)}: ${t(`score.${part}`)}`}
				figure={row[part]}
				meets={meets}
				framework={framework}
				date={date}
			/>
		);
		return [
			{ id: 'cluster', head: t('charts.cluster'), value: (row) => both(row.title) },
			{
				id: 'now',
				head: t('score.now'),
				align: 'end',
				value: (row) => row.now?.value ?? null,
				cell: (row) => number(row, 'now', row.meets),
			},
			{
				id: 'target',
				head: t('common.target'),
				align: 'end',
				value: (row) => row.target,
				cell: (row) => formatLevel(row.target, locale),
			},
			{
				id: 'gap',
				head: t('score.gap'),
				align: 'end',
				value: (row) => row.gap?.value ?? null,
				cell: (row) => number(row, 'gap'),
			},
			{
				id: 'expected',
				head: t('score.expected'),
				align: 'end',
				value: (row) => row.expected?.value ?? null,
				cell: (row) => number(row, 'expected'),
			},
			{
				id: 'under',
				head: t('score.under'),
				align: 'end',
				value: (row) => row.underTarget,
				cell: (row) =>
					t('score.underOf', { under: formatNumber(row.underTarget, locale), count: formatNumber(row.count, locale) }),
			},
			{ id: 'open', head: t('score.unanswered'), align: 'end', value: (row) => row.unanswered },
			{ id: 'na', head: t('score.notApplicable'), align: 'end', value: (row) => row.notApplicable },
		];
	}, [t, both, locale, framework, date]);
	return (
		<Table bare name="clusters" label={t('score.clusters')} rows={score.clusters} columns={columns} rowId={({ id }) => id} />
	);
}
