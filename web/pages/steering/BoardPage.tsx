import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Radar } from '../../parts/charts/Radar.tsx';
import { dayAt, formatDay, formatLevel, formatMoment, formatNumber } from '../../parts/format.ts';
import { milestoneState } from '../../parts/judge.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { MilestoneBadge, Milestones } from '../../parts/score/Milestones.tsx';
import { ScoreNumber, type ScoreView } from '../../parts/score/ScoreNumber.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { Decisions } from './Decisions.tsx';
import type { BoardAnswer } from './types.ts';

const watchTone = { yes: 'good', no: 'bad', unknown: 'idle' } as const;

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
	const board = query.data;
	return (
		<Page
			title={board === undefined ? t('menu.board') : board.institution.name}
			lead={board === undefined ? undefined : t('board.lead', { at: formatMoment(board.asOf, locale) })}
		>
			<Loaded query={query}>{(answer) => <Shown board={answer} />}</Loaded>
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

/** One page: where do we stand, are we watched, are we audited, what must we decide. */
function Shown({ board }: { readonly board: BoardAnswer }) {
	const { t, both, locale } = useText();
	const today = dayAt(new Date(board.asOf));
	const self = board.scores?.opinions.find(({ opinion }) => opinion === 'self') ?? board.scores?.opinions[0];
	const score = self?.score;
	const audit = board.milestones.find(({ kind }) => kind === 'external-audit');
	const audited = milestoneState(audit ?? { planned: null, forecast: null, actual: null }, today);
	const median = board.sector?.overall.median ?? null;
	return (
		<>
			<Tiles>
				<Tile
					figure={
						<ScoreNumber
							label={t('board.stand')}
							figure={score?.now ?? null}
							meets={score?.meets}
							framework={board.scores?.framework}
							clusters={score?.clusters}
							date={self?.submittedAt}
						/>
					}
					label={t('board.stand')}
					state={
						score !== undefined && (
							<StateBadge tone={score.meetsAgreement ? 'good' : 'bad'}>
								{t(score.meetsAgreement ? 'board.meets' : 'board.under')}
							</StateBadge>
						)
					}
				/>
				<Tile
					figure={t(`watchedShort.${board.watched?.watched ?? 'unknown'}`)}
					label={t('board.watched')}
					state={
						<StateBadge tone={watchTone[board.watched?.watched ?? 'unknown']}>
							{t(`watched.${board.watched?.watched ?? 'unknown'}`)}
						</StateBadge>
					}
				/>
				<Tile
					figure={t(audited === 'reached' ? 'common.yes' : 'common.no')}
					label={t('board.audited')}
					state={<MilestoneBadge dates={audit} today={today} />}
				/>
				<Tile
					figure={formatNumber(board.actions.open, locale)}
					label={t('board.actions')}
					state={
						<StateBadge tone={board.actions.overdue > 0 ? 'bad' : 'good'}>
							{t('board.overdue', { count: board.actions.overdue })}
						</StateBadge>
					}
				/>
				<Tile
					figure={median === null ? '–' : formatLevel(median, locale)}
					label={board.sector === null ? t('board.noSector') : t('board.sector', { period: board.sector.period })}
				/>
			</Tiles>
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
							{t('score.agreed', { number: board.scores.agreement.number, day: formatDay(board.scores.agreement.byDay, locale) })}
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
