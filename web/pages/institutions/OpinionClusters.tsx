import type { Scores } from '../../parts/score/ScoreNumber.tsx';
import { ScoreNumber } from '../../parts/score/ScoreNumber.tsx';
import { useText } from '../../text/text.tsx';
import css from './Plan.module.css';

/** The opinions per cluster, so that one sees where they part. Shown once there is more than one. */
export function OpinionClusters({ scores }: { readonly scores: Scores }) {
	const { t, both } = useText();
	const [first] = scores.opinions;
	if (first === undefined || scores.opinions.length < 2) return <p>{t('score.oneOpinion')}</p>;
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
		<section className={css.scroll} tabIndex={0} aria-label={t('score.byOpinion')}>
			<table className={css.table}>
				<caption className="unseen">{t('score.byOpinion')}</caption>
				<thead>
					<tr>
						<th scope="col">{t('charts.cluster')}</th>
						{scores.opinions.map(({ assessment, opinion }) => (
							<th key={assessment} scope="col">
								{t(`opinion.${opinion}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{first.score.clusters.map(({ id, title }) => (
						<tr key={id}>
							<th scope="row">{both(title)}</th>
							{scores.opinions.map(({ assessment, opinion, score, submittedAt }) => {
								const own = score.clusters.find((cluster) => cluster.id === id);
								return (
									<td key={assessment}>
										<ScoreNumber
											label={`${both(title)}: ${t(`opinion.${opinion}`)}`}
											figure={own?.now ?? null}
											meets={own?.meets}
											framework={scores.framework}
											date={submittedAt}
										/>
									</td>
								);
							})}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
