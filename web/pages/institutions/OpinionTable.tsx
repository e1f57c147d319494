import { useMemo } from 'react';
import { Link } from 'react-router';
import { Card } from '../../parts/Blocks.tsx';
import { formatDay } from '../../parts/format.ts';
import { useNames } from '../../parts/names.ts';
import { ScoreNumber, type Scores } from '../../parts/score/ScoreNumber.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { OpinionClusters } from './OpinionClusters.tsx';

type Opinion = Scores['opinions'][number];

/** Self, internal, peer and external stand side by side; none overwrites another. */
export function OpinionTable({ scores }: { readonly scores: Scores }) {
	const { t, locale } = useText();
	const { all } = useNames();
	const columns = useMemo<Column<Opinion>[]>(
		() => [
			{
				id: 'opinion',
				head: t('score.opinion'),
				value: (row) => t(`opinion.${row.opinion}`),
				cell: (row) => <Link to={`/assessments/${row.assessment}`}>{t(`opinion.${row.opinion}`)}</Link>,
			},
			{ id: 'author', head: t('score.author'), value: (row) => all.get(row.author) ?? null },
			{ id: 'round', head: t('score.round'), value: (row) => row.round.title },
			{
				id: 'at',
				head: t('score.submitted'),
				value: (row) => row.submittedAt,
				cell: (row) => formatDay(row.submittedAt, locale),
			},
			{
				id: 'now',
				head: t('score.now'),
				align: 'end',
				value: (row) => row.score.now?.value ?? null,
				cell: (row) => (
					<ScoreNumber
						label={t(`opinion.${row.opinion}`)}
						figure={row.score.now}
						meets={row.score.meets}
						framework={scores.framework}
						date={row.submittedAt}
					/>
				),
			},
			{
				id: 'difference',
				head: t('score.optimism'),
				align: 'end',
				value: (row) => scores.optimism.find(({ opinion }) => opinion === row.opinion)?.difference.value ?? null,
				cell: (row) => {
					const gap = scores.optimism.find(({ opinion }) => opinion === row.opinion);
					return gap === undefined ? (
						'–'
					) : (
						<ScoreNumber label={t('score.optimism')} figure={gap.difference} framework={scores.framework} />
					);
				},
			},
		],
		[t, locale, all, scores],
	);
	return (
		<Card title={t('score.opinions')}>
			<Table
				bare
				name="opinions"
				label={t('score.opinions')}
				rows={scores.opinions}
				columns={columns}
				rowId={(row) => row.assessment}
			/>
			<OpinionClusters scores={scores} />
		</Card>
	);
}
