import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { useAddress } from '../../parts/address.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Select } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { AnswerGrid } from './AnswerGrid.tsx';
import css from './AnswerGrid.module.css';
import { Conflicts } from './Conflicts.tsx';
import { ControlAnswer } from './ControlAnswer.tsx';
import { chooseControls, shows } from './choose-controls.ts';
import { isAnswered } from './drafts.ts';
import { keptAnswers } from './kept-answers.ts';
import { SheetTiles } from './SheetTiles.tsx';
import { Submit } from './Submit.tsx';
import type { Assessment } from './types.ts';
import { useAutosave } from './use-autosave.ts';

interface SheetProps {
	readonly assessment: Assessment;
	readonly framework: Output<typeof norms.readFrameworkDetail>;
}

/** The sheet itself: every answer saves itself; submitting locks it. */
export function Sheet({ assessment, framework }: SheetProps) {
	const { t, both } = useText();
	const session = useSession();
	const address = useAddress();
	const [kept] = useState(() => keptAnswers(localStorage, session.personId, assessment.id));
	const { drafts, state, error, score, conflicts, recovered, change, settle, flush } = useAutosave(assessment, kept);
	const [opened, setOpened] = useState<string | null>(null);
	const locked = assessment.state === 'submitted' || assessment.author !== session.organisationId;
	const title = (id: string) => {
		const control = framework.controls.find((one) => one.id === id);
		return control === undefined ? id : both(control.title);
	};
	const wanted = address.get('show');
	const show = shows.find((one) => one === wanted) ?? 'all';
	const proven = new Set(assessment.evidence.map(({ control }) => control));
	const order = framework.clusters.flatMap(({ id }) => framework.controls.filter(({ cluster }) => cluster === id));
	const all = chooseControls(order, drafts, { question: '', show: 'all', target: score.target, proven });
	const seen = chooseControls(order, drafts, { question: address.get('q'), show, target: score.target, proven });
	const open = all.filter(({ id, activeByDefault }) => activeByDefault && !isAnswered(drafts.get(id))).map(({ id }) => id);
	const chosen = framework.controls.find(({ id }) => id === opened);
	const step = (by: -1 | 1) => {
		const at = all.findIndex(({ id }) => id === opened);
		setOpened(all[(at + by + all.length) % all.length]?.id ?? null);
	};
	return (
		<>
			<SheetTiles assessment={assessment} score={score} answered={assessment.active - open.length} state={state} />
			{recovered > 0 && !locked && <Banner tone="info">{t('assessment.recovered', { count: recovered })}</Banner>}
			{state === 'offline' && <Banner tone="warn">{t('assessment.offline')}</Banner>}
			{state === 'refused' && error !== null && <Fault error={error} onRetry={() => void flush()} />}
			<Conflicts conflicts={conflicts} drafts={drafts} title={title} onSettle={settle} />
			{assessment.answers.length === 0 && locked && <Banner tone="info">{t('assessment.onlyScores')}</Banner>}
			<div className={css.tools}>
				<SearchField name="q" />
				<Select
					label={t('assessment.show')}
					value={show}
					onChange={(event) => address.set({ show: event.target.value === 'all' ? '' : event.target.value })}
					choices={shows.map((value) => ({ value, label: t(`assessmentShow.${value}`) }))}
				/>
				<output>{t('assessment.shown', { shown: seen.length, total: all.length })}</output>
			</div>
			{seen.length === 0 ? (
				<Banner tone="info">{t('common.noMatch')}</Banner>
			) : (
				<AnswerGrid
					framework={framework}
					controls={seen}
					drafts={drafts}
					score={score}
					evidence={assessment.evidence}
					conflicts={new Set(conflicts.map(({ control }) => control))}
					locked={locked}
					onChange={change}
					onOpen={setOpened}
				/>
			)}
			{!locked && session.role !== 'faculty-contact' && (
				<Submit assessment={assessment} open={open} title={title} flush={flush} onOpen={setOpened} />
			)}
			{!locked && session.role === 'faculty-contact' && <Banner tone="info">{t('assessment.othersSubmit')}</Banner>}
			{chosen !== undefined && (
				<ControlAnswer
					control={chosen}
					framework={framework}
					assessment={assessment}
					drafts={drafts}
					locked={locked}
					state={state}
					onChange={change}
					onStep={step}
					onClose={() => setOpened(null)}
				/>
			)}
		</>
	);
}
