import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { TextArea } from '../../parts/Field.tsx';
import { formatDay, formatMoment } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { type Action, actionTone, costOf, stepsFrom, useActionsChanged, type Verb } from './actions.ts';
import css from './Plan.module.css';

/** What a step asks before it is taken. */
const asks: Partial<Record<Verb, 'proof' | 'reason'>> = { finish: 'proof', drop: 'reason', reject: 'reason' };

interface ActionDrawerProps {
	readonly action: Action;
	readonly mayChange: boolean;
	onEdit(): void;
	onClose(): void;
}

/** One action whole, and its next steps. Somebody else than who finished it looks at the proof. */
export function ActionDrawer({ action, mayChange, onEdit, onClose }: ActionDrawerProps) {
	const { t, word, locale } = useText();
	const changed = useActionsChanged();
	const say = useToast();
	const [verb, setVerb] = useState<Verb | null>(null);
	const [words, setWords] = useState('');
	const step = useMutation({
		mutationFn: (next: Verb) => {
			const asked = asks[next];
			const extra = asked === undefined ? {} : { [asked]: words };
			return api.patch<Action>(`/v1/actions/${action.id}`, { version: action.version, verb: next, ...extra });
		},
		onSuccess: ({ state }) => {
			changed();
			say(t('action.moved', { state: t(`actionState.${state}`) }));
			onClose();
		},
	});
	const asked = verb === null ? undefined : asks[verb];
	const take = (next: Verb) => (asks[next] === undefined ? step.mutate(next) : setVerb(next));
	const editable = action.state === 'open' || action.state === 'in-progress';
	return (
		<Drawer title={action.title} open onClose={onClose}>
			<DescriptionList
				terms={[
					[
						t('common.state'),
						<StateBadge key="state" tone={actionTone[action.state]}>
							{t(`actionState.${action.state}`)}
						</StateBadge>,
					],
					...(action.description === '' ? [] : [[t('action.description'), action.description] as const]),
					[t('action.owner'), action.owner],
					[t('action.carrier'), t(`carrier.${action.carrier}`)],
					[t('action.due'), formatDay(action.dueOn, locale)],
					[t('action.because'), `${word('actionCause', action.because.room)}: ${action.because.id}`],
					[t('action.milestone'), action.milestone === null ? t('common.none') : t(`milestone.${action.milestone}`)],
					[t('action.cost'), costOf(action, locale, t('action.perYear')) ?? t('action.noCost')],
					...(action.proof === null ? [] : [[t('advisories.proof'), action.proof] as const]),
					...(action.reason === null ? [] : [[t('common.reason'), action.reason] as const]),
					...(action.doneAt === null ? [] : [[t('action.doneAt'), formatMoment(action.doneAt, locale)] as const]),
				]}
			/>
			{mayChange && verb === null && (
				<div className={css.walk}>
					{stepsFrom[action.state].map((next, place) => (
						<Button
							key={next}
							tone={place === 0 ? 'main' : next === 'drop' ? 'danger' : 'plain'}
							disabled={step.isPending}
							onClick={() => take(next)}
						>
							{t(`actionVerb.${next}`)}
						</Button>
					))}
					{editable && <Button onClick={onEdit}>{t('action.edit')}</Button>}
				</div>
			)}
			{verb === null && step.error !== null && <Fault error={step.error} />}
			{verb !== null && asked !== undefined && (
				<Form
					submit={t(`actionVerb.${verb}`)}
					busy={step.isPending}
					error={step.error}
					onSubmit={() => step.mutate(verb)}
					onCancel={() => setVerb(null)}
				>
					<TextArea
						label={asked === 'proof' ? t('advisories.proof') : t('common.reason')}
						hint={t(asked === 'proof' ? 'action.proofHint' : 'action.reasonHint')}
						name={asked}
						required
						minLength={3}
						value={words}
						onChange={(event) => setWords(event.target.value)}
					/>
				</Form>
			)}
		</Drawer>
	);
}
