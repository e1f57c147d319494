import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { useText } from '../../text/text.tsx';
import css from './ControlAnswer.module.css';
import { type Conflict, type Draft, type Drafts, emptyDraft } from './drafts.ts';

interface ConflictsProps {
	readonly conflicts: readonly Conflict[];
	readonly drafts: Drafts;
	title(control: string): string;
	onSettle(conflict: Conflict, choice: 'mine' | 'theirs'): void;
}

/** Two people answered the same control: both answers stand there, a person chooses. */
export function Conflicts({ conflicts, drafts, title, onSettle }: ConflictsProps) {
	const { t } = useText();
	if (conflicts.length === 0) return null;
	const told = ({ now, notApplicable, reason }: Draft) => {
		const level = notApplicable ? t('score.notApplicable') : now === null ? t('common.none') : String(now);
		return reason === '' ? level : `${level}, "${reason.slice(0, 120)}"`;
	};
	return (
		<Banner tone="warn">
			<strong role="alert">{t('assessment.conflict', { count: conflicts.length })}</strong>
			<ul className={css.part}>
				{conflicts.map((conflict) => (
					<li key={conflict.control} className={css.part}>
						<strong>{title(conflict.control)}</strong>
						<span>
							{t('assessment.mine')}: {told(drafts.get(conflict.control) ?? emptyDraft(conflict.control))}
						</span>
						<span>
							{t('assessment.theirs')}: {told(conflict.theirs)}
						</span>
						<div className={css.walk}>
							<Button small onClick={() => onSettle(conflict, 'mine')}>
								{t('assessment.keepMine')}
								<span className="unseen">: {title(conflict.control)}</span>
							</Button>
							<Button small onClick={() => onSettle(conflict, 'theirs')}>
								{t('assessment.takeTheirs')}
								<span className="unseen">: {title(conflict.control)}</span>
							</Button>
						</div>
					</li>
				))}
			</ul>
		</Banner>
	);
}
