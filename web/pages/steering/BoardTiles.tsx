import { Tile, Tiles } from '../../parts/Blocks.tsx';
import { formatLevel, formatNumber } from '../../parts/format.ts';
import { milestoneState } from '../../parts/judge.ts';
import { Opened } from '../../parts/Opened.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { MilestoneBadge } from '../../parts/score/Milestones.tsx';
import { ScoreNumber } from '../../parts/score/ScoreNumber.tsx';
import { useText } from '../../text/text.tsx';
import { Released } from './Released.tsx';
import type { BoardAnswer } from './types.ts';

const watchTone = { yes: 'good', no: 'bad', unknown: 'idle' } as const;

/** The four questions of a board as figures, and the sector beside them. */
export function BoardTiles({ board, today }: { readonly board: BoardAnswer; readonly today: string }) {
	const { t, locale } = useText();
	const self = board.scores?.opinions.find(({ opinion }) => opinion === 'self') ?? board.scores?.opinions[0];
	const score = self?.score;
	const audit = board.milestones.find(({ kind }) => kind === 'external-audit');
	const audited = milestoneState(audit ?? { planned: null, forecast: null, actual: null }, today);
	const watched = board.watched?.watched ?? 'unknown';
	const target = score === undefined ? '' : formatLevel(score.target, locale);
	return (
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
				label={score === undefined ? t('board.stand') : t('board.standOf', { target })}
				state={
					score !== undefined && (
						<StateBadge tone={score.meetsAgreement ? 'good' : 'bad'}>
							{t(score.meetsAgreement ? 'board.meets' : 'board.under')}
						</StateBadge>
					)
				}
			/>
			<Tile
				figure={t(`watchedShort.${watched}`)}
				label={t('board.watched')}
				state={<StateBadge tone={watchTone[watched]}>{t(`watched.${watched}`)}</StateBadge>}
			/>
			<Tile
				figure={t(audited === 'reached' ? 'common.yes' : 'common.no')}
				label={t('board.audited')}
				state={<MilestoneBadge dates={audit} today={today} />}
			/>
			<Cost actions={board.actions} />
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
				figure={<Released figure={board.sector ?? undefined} cell={board.sector?.overall} part="median" />}
				label={board.sector === null ? t('board.noSector') : t('board.sector', { period: board.sector.period })}
			/>
		</Tiles>
	);
}

/** What the open actions cost together; what nobody estimated is told and not counted as nothing. */
function Cost({ actions }: { readonly actions: BoardAnswer['actions'] }) {
	const { t, locale } = useText();
	const { open, estimated, costOnce, costYearly } = actions;
	const euro = (amount: number) => `€ ${formatNumber(amount, locale)}`;
	if (estimated === 0) {
		return <Tile figure="–" label={t('board.cost')} state={<StateBadge tone="idle">{t('board.noEstimate')}</StateBadge>} />;
	}
	const told = t('board.estimated', { estimated, open });
	return (
		<Tile
			figure={
				<Opened
					label={t('board.cost')}
					formula={t('board.costFormula')}
					inputs={[
						[t('action.costOnce'), euro(costOnce)],
						[t('action.costYearly'), euro(costYearly)],
						[t('board.actions'), told],
					]}
				>
					{euro(costOnce)}
				</Opened>
			}
			label={t('board.costYearly', { amount: euro(costYearly) })}
			state={<StateBadge tone={estimated < open ? 'warn' : 'good'}>{told}</StateBadge>}
		/>
	);
}
