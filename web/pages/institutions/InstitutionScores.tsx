import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Radar } from '../../parts/charts/Radar.tsx';
import { Trend } from '../../parts/charts/Trend.tsx';
import { formatDay, formatLevel, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { ClusterTable } from '../../parts/score/ClusterTable.tsx';
import { ScoreNumber, type Scores } from '../../parts/score/ScoreNumber.tsx';
import { useText } from '../../text/text.tsx';
import { OpinionTable } from './OpinionTable.tsx';

/** Where the institution stands against its target, with the four opinions side by side. */
export function InstitutionScores({ institution }: { readonly institution: string }) {
	const { t } = useText();
	const query = useQuery({
		queryKey: ['scores', institution],
		queryFn: ({ signal }) => api.get<Scores>(`/v1/institutions/${institution}/scores`, undefined, signal),
	});
	return (
		<Card title={t('score.title')}>
			<Loaded query={query} absent={t('institution.notDisclosed')}>
				{(scores) => <Shown scores={scores} />}
			</Loaded>
		</Card>
	);
}

function Shown({ scores }: { readonly scores: Scores }) {
	const { t, both, locale } = useText();
	const self = scores.opinions.find(({ opinion }) => opinion === 'self') ?? scores.opinions[0];
	if (self === undefined) return <Banner tone="info">{t('score.nothing')}</Banner>;
	const { score } = self;
	const date = self.submittedAt.slice(0, 10);
	const number = (part: 'now' | 'gap' | 'expected', meets?: boolean) => (
		<ScoreNumber
			label={t(`score.${part}`)}
			figure={score[part]}
			clusters={score.clusters}
			meets={meets}
			framework={scores.framework}
			date={date}
		/>
	);
	const points = scores.trend.flatMap(({ framework, points: stretch }) =>
		stretch.flatMap((point) =>
			point.now === null
				? []
				: [
						{
							day: point.submittedAt.slice(0, 10),
							value: point.now.value,
							framework: `${both(framework.name)} ${framework.version}`,
						},
					],
		),
	);
	return (
		<>
			<Tiles>
				<Tile figure={number('now', score.meets)} label={t('score.nowLabel', { target: formatLevel(score.target, locale) })} />
				<Tile figure={number('gap')} label={t('score.gapLabel')} />
				<Tile
					figure={number('expected')}
					label={
						self.expectedOn === null
							? t('score.expectedLabel')
							: t('score.expectedOn', { day: formatDay(self.expectedOn, locale) })
					}
				/>
				<Tile figure={formatNumber(score.underTarget, locale)} label={t('score.underLabel')} />
				<Tile figure={score.lowestCluster === null ? '–' : both(score.lowestCluster.title)} label={t('score.lowest')} />
				<Tile
					figure={formatLevel(scores.agreement?.level ?? score.target, locale)}
					label={
						scores.agreement === null
							? t('score.sectorTarget')
							: t('score.agreed', { number: scores.agreement.number, day: formatDay(scores.agreement.byDay, locale) })
					}
				/>
			</Tiles>
			<Columns>
				<Card>
					<Radar
						title={t('score.clusters')}
						spokes={score.clusters.map((cluster) => ({
							label: both(cluster.title),
							value: cluster.now?.value ?? null,
							target: cluster.target,
						}))}
					/>
				</Card>
				<Card>
					<Trend title={t('score.trend')} points={points} target={score.target} />
				</Card>
			</Columns>
			<Card title={t('score.clusters')}>
				<ClusterTable score={score} framework={scores.framework} date={date} />
			</Card>
			<OpinionTable scores={scores} />
		</>
	);
}
