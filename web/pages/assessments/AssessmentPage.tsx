import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Banner, Page, Progress, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { formatDay, formatNumber } from '../../parts/format.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import { ScoreNumber } from '../../parts/score/ScoreNumber.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { AnswerGrid } from './AnswerGrid.tsx';
import { ControlAnswer } from './ControlAnswer.tsx';
import type { Assessment } from './types.ts';
import { useAutosave } from './use-autosave.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;
const saveTone = { saved: 'good', typing: 'info', saving: 'info', refused: 'bad' } as const;

export function AssessmentPage() {
	const { t, both } = useText();
	const { name } = useNames();
	const { id = '' } = useParams();
	const assessment = useQuery({
		queryKey: ['assessment', id],
		queryFn: ({ signal }) => api.get<Assessment>(`/v1/assessments/${id}`, undefined, signal),
		staleTime: Number.POSITIVE_INFINITY,
	});
	const frameworkId = assessment.data?.framework.id;
	const framework = useQuery({
		queryKey: ['framework', frameworkId],
		queryFn: ({ signal }) => api.get<Framework>(`/v1/frameworks/${frameworkId}`, undefined, signal),
		enabled: frameworkId !== undefined,
		staleTime: 600_000,
	});
	const told = assessment.data;
	return (
		<Page
			title={told === undefined ? t('assessment.one') : `${t(`opinion.${told.opinion}`)}: ${name(told.institution)}`}
			lead={
				told === undefined ? undefined : (
					<>
						{told.round.title} · <Link to={`/frameworks/${told.framework.id}`}>{both(told.framework.name)}</Link>{' '}
						{told.framework.version}
					</>
				)
			}
		>
			<Loaded query={assessment}>
				{(one) => (
					<Loaded query={framework}>{(norm) => <Sheet key={one.id + one.state} assessment={one} framework={norm} />}</Loaded>
				)}
			</Loaded>
		</Page>
	);
}

/** The sheet itself: every answer saves itself; submitting locks it. */
function Sheet({ assessment, framework }: { readonly assessment: Assessment; readonly framework: Framework }) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const say = useToast();
	const { drafts, state, error, score, change, flush } = useAutosave(assessment);
	const [opened, setOpened] = useState<string | null>(null);
	const locked = assessment.state === 'submitted';
	const submit = useMutation({
		mutationFn: async () => {
			if (!(await flush())) throw error;
			return api.post<Assessment>(`/v1/assessments/${assessment.id}/submit`);
		},
		onSuccess: (answer) => {
			client.setQueryData(['assessment', assessment.id], answer);
			void client.invalidateQueries({ queryKey: ['scores'] });
			say(t('assessment.submitted'));
		},
	});
	const active = framework.controls.filter((control) => control.activeByDefault);
	const answered = active.filter(({ id }) => {
		const draft = drafts.get(id);
		return draft !== undefined && (draft.notApplicable || draft.now !== null);
	}).length;
	return (
		<>
			<Tiles>
				<Tile
					figure={
						<ScoreNumber
							label={t('score.now')}
							figure={score.now}
							clusters={score.clusters}
							meets={score.meets}
							framework={assessment.framework}
						/>
					}
					label={t('score.now')}
				/>
				<Tile
					figure={
						<ScoreNumber label={t('score.gap')} figure={score.gap} clusters={score.clusters} framework={assessment.framework} />
					}
					label={t('score.gapLabel')}
				/>
				<Tile figure={formatNumber(score.underTarget, locale)} label={t('score.underLabel')} />
				<Tile
					figure={<Progress label={t('assessment.answered')} done={answered} total={active.length} />}
					label={t('assessment.answered')}
				/>
				<Tile
					figure={
						locked ? (
							<StateBadge tone="good">{t('assessmentState.submitted')}</StateBadge>
						) : (
							<StateBadge tone={saveTone[state]}>{t(`saveState.${state}`)}</StateBadge>
						)
					}
					label={
						assessment.submittedAt === null
							? t('assessment.autosave')
							: t('assessment.submittedAt', { day: formatDay(assessment.submittedAt, locale) })
					}
				/>
			</Tiles>
			{error !== null && <Fault error={error} onRetry={() => void flush()} />}
			{assessment.answers.length === 0 && locked && <Banner tone="info">{t('assessment.onlyScores')}</Banner>}
			<AnswerGrid framework={framework} drafts={drafts} score={score} locked={locked} onChange={change} onOpen={setOpened} />
			{!locked && (
				<div>
					<Button tone="main" disabled={submit.isPending} onClick={() => submit.mutate()}>
						{t('assessment.submit')}
					</Button>
				</div>
			)}
			{submit.error !== null && <Fault error={submit.error} />}
			{opened !== null && (
				<ControlAnswer
					control={framework.controls.find(({ id }) => id === opened)}
					framework={framework}
					assessment={assessment}
					drafts={drafts}
					locked={locked}
					onChange={change}
					onClose={() => setOpened(null)}
				/>
			)}
		</>
	);
}
