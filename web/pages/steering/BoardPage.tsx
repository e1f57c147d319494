import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Radar } from '../../parts/charts/Radar.tsx';
import { dayAt, formatDay, formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { Milestones } from '../../parts/score/Milestones.tsx';
import type { ScoreView } from '../../parts/score/ScoreNumber.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { BoardTiles } from './BoardTiles.tsx';
import { Decisions } from './Decisions.tsx';
import type { BoardAnswer } from './types.ts';

export function OwnBoardPage() {
	const { t } = useText();
	const { institution } = useSession();
	if (institution === null) {
		return (
			<Page title={t('menu.board')}>
				<Banner tone="info">{t('board.noOwn')}</Banner>
			</Page>
		);
	}
	return <Asked institution={institution} />;
}

export function BoardPage() {
	const { id = '' } = useParams();
	return <Asked institution={id} />;
}

function Asked({ institution }: { readonly institution: string }) {
	const { t, locale } = useText();
	const query = useQuery({
		queryKey: ['board', institution],
		queryFn: ({ signal }) => api.get<BoardAnswer>(`/v1/institutions/${institution}/board`, undefined, signal),
	});
	useFresh(['target', 'assessment'], ['board', institution]);
	const board = query.data;
	return (
		<Page
			title={board === undefined ? t('menu.board') : t('board.title', { institution: board.institution.name })}
			lead={board === undefined ? undefined : t('board.lead', { at: formatMoment(board.asOf, locale) })}
			tools={
				board !== undefined && (
					<Button icon="download" onClick={() => window.print()}>
						{t('board.print')}
					</Button>
				)
			}
		>
			<Loaded query={query} absent={t('institution.notDisclosed')}>
				{(answer) => <Shown board={answer} />}
			</Loaded>
		</Page>
	);
}

/** What of the agreement is not met, in counts. */
function missed(score: ScoreView) {
	return {
		mean: score.meets ? 'yes' : 'no',
		clusters: score.clusters.filter(({ meets }) => !meets).length,
		floor: score.underFloor.length,
		key: score.keyUnderTarget.length,
	};
}

/** One page: where do we stand, are we watched, are we audited, what does it cost, what must we decide. */
function Shown({ board }: { readonly board: BoardAnswer }) {
	const { t, both, locale } = useText();
	const today = dayAt(new Date(board.asOf));
	const self = board.scores?.opinions.find(({ opinion }) => opinion === 'self') ?? board.scores?.opinions[0];
	const score = self?.score;
	return (
		<>
			<BoardTiles board={board} today={today} />
			<Card title={t('board.decisions')}>
				<Decisions items={board.decisions} institution={board.institution.id} />
			</Card>
			<Columns>
				<Card title={t('milestones.title')}>
					<Milestones items={board.milestones} today={today} />
					{score !== undefined && !score.meetsAgreement && <p>{t('board.notMet', missed(score))}</p>}
					{score?.lowestCluster && (
						<p>{t('board.hides', { count: score.underTarget, cluster: both(score.lowestCluster.title) })}</p>
					)}
					{board.scores?.agreement && (
						<p>
							{t('board.agreed', {
								number: board.scores.agreement.number,
								day: formatDay(board.scores.agreement.byDay, locale),
							})}
						</p>
					)}
					<p>
						<Link to={`/institutions/${board.institution.id}`}>{t('board.more')}</Link>
					</p>
				</Card>
				{score !== undefined && (
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
				)}
			</Columns>
			{board.scores === null && <Banner tone="info">{t('board.notDisclosed')}</Banner>}
		</>
	);
}
