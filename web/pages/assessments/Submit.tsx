import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Dialog } from '../../parts/Overlay.tsx';
import { ApiError } from '../../parts/problem.ts';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from './ControlAnswer.module.css';
import type { Assessment } from './types.ts';

interface SubmitProps {
	readonly assessment: Assessment;
	/** Controls without an answer, in the order of the framework. */
	readonly open: readonly string[];
	title(control: string): string;
	/** Saves what waits; false when something could not be saved. */
	flush(): Promise<boolean>;
	onOpen(control: string): void;
}

/** The end of an assessment. It cannot be undone, so what it means is said before, and what is missing is named. */
export function Submit({ assessment, open, title, flush, onOpen }: SubmitProps) {
	const { t } = useText();
	const client = useQueryClient();
	const say = useToast();
	const [asked, setAsked] = useState(false);
	const submit = useMutation({
		mutationFn: async () => {
			if (!(await flush())) throw new ApiError('state-refused', 409, t('assessment.saveFirst'), []);
			return api.post<Assessment>(`/v1/assessments/${assessment.id}/submit`);
		},
		onSuccess: (answer) => {
			say(t('assessment.submitted'));
			client.setQueryData(['assessment', assessment.id], answer);
			for (const key of ['scores', 'assessments', 'board', 'calendar', 'milestones'])
				void client.invalidateQueries({ queryKey: [key] });
		},
		onError: () => setAsked(false),
	});
	return (
		<section className={css.part} aria-label={t('assessment.submit')}>
			{open.length > 0 ? (
				<details>
					<summary>{t('assessment.stillOpen', { count: open.length })}</summary>
					<ul>
						{open.map((control) => (
							<li key={control}>
								<Button small tone="quiet" onClick={() => onOpen(control)}>
									{title(control)}
								</Button>
							</li>
						))}
					</ul>
				</details>
			) : (
				<Banner tone="good">{t('assessment.allAnswered')}</Banner>
			)}
			{submit.error !== null && <Fault error={submit.error} />}
			<div>
				<Button tone="main" disabled={submit.isPending || open.length > 0} onClick={() => setAsked(true)}>
					{t('assessment.submit')}
				</Button>
			</div>
			<Dialog title={t('assessment.submit')} open={asked} onClose={() => setAsked(false)}>
				<p>{t('assessment.submitMeans')}</p>
				<div className={css.walk}>
					<Button onClick={() => setAsked(false)}>{t('common.cancel')}</Button>
					<Button tone="main" disabled={submit.isPending} onClick={() => submit.mutate()}>
						{t('assessment.submitSure')}
					</Button>
				</div>
			</Dialog>
		</section>
	);
}
