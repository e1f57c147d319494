import { Progress, Tile, Tiles } from '../../parts/Blocks.tsx';
import { formatDay, formatNumber } from '../../parts/format.ts';
import { StateBadge } from '../../parts/State.tsx';
import { ScoreNumber } from '../../parts/score/ScoreNumber.tsx';
import { useText } from '../../text/text.tsx';
import { SaveBadge } from './SaveBadge.tsx';
import type { Assessment } from './types.ts';
import type { SaveState } from './use-autosave.ts';

interface SheetTilesProps {
	readonly assessment: Assessment;
	/** Score of what was saved last. */
	readonly score: Assessment['score'];
	readonly answered: number;
	readonly state: SaveState;
}

/** How the assessment stands: level, gap, what is under the target, how far we are and whether it is saved. */
export function SheetTiles({ assessment, score, answered, state }: SheetTilesProps) {
	const { t, locale } = useText();
	const { framework, submittedAt } = assessment;
	const number = (part: 'now' | 'gap' | 'expected', meets?: boolean) => (
		<ScoreNumber
			label={t(`score.${part}`)}
			figure={score[part]}
			clusters={score.clusters}
			meets={meets}
			framework={framework}
			date={submittedAt ?? undefined}
		/>
	);
	return (
		<Tiles>
			<Tile figure={number('now', score.meets)} label={t('assessment.mean')} />
			<Tile figure={number('gap')} label={t('score.gapLabel')} />
			<Tile figure={number('expected')} label={t('score.expectedLabel')} />
			<Tile figure={formatNumber(score.underTarget, locale)} label={t('score.underLabel')} />
			<Tile
				figure={<Progress label={t('assessment.answered')} done={answered} total={assessment.active} />}
				label={t('assessment.answered')}
			/>
			<Tile
				figure={
					submittedAt === null ? (
						<SaveBadge state={state} />
					) : (
						<StateBadge tone="good">{t('assessmentState.submitted')}</StateBadge>
					)
				}
				label={
					submittedAt === null ? t('assessment.autosave') : t('assessment.submittedAt', { day: formatDay(submittedAt, locale) })
				}
			/>
		</Tiles>
	);
}
