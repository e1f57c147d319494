import { useMutation } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { milestoneKinds } from '../../parts/score/Milestones.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { type Action, causes, useActionsChanged } from './actions.ts';
import css from './Plan.module.css';

interface ActionFormProps {
	/** The action to change; absent: a new one. */
	readonly action?: Action;
	onClose(): void;
}

const euros = (text: string) => (text === '' ? null : Number(text));
const typed = (amount: number | null | undefined) => (amount == null ? '' : String(amount));

/** What is done, by whom, before when, why, and what it costs. */
export function ActionForm({ action, onClose }: ActionFormProps) {
	const { t } = useText();
	const changed = useActionsChanged();
	const say = useToast();
	const { given, set, field } = useGiven({
		...{ title: action?.title ?? '', owner: action?.owner ?? '', dueOn: action?.dueOn ?? '' },
		...{ description: action?.description ?? '', carrier: action?.carrier ?? 'own', milestone: action?.milestone ?? '' },
		...{ costOnce: typed(action?.costOnce), costYearly: typed(action?.costYearly) },
		...{ room: action?.because.room ?? 'assessments', cause: action?.because.id ?? '' },
	});
	const save = useMutation({
		mutationFn: () => {
			const { room, cause, costOnce, costYearly, milestone, ...words } = given;
			const plan = {
				...{ ...words, milestone: milestone || null },
				...{ costOnce: euros(costOnce), costYearly: euros(costYearly) },
			};
			return action === undefined
				? api.post<Action>('/v1/actions', { ...plan, because: { room, id: cause } })
				: api.patch<Action>(`/v1/actions/${action.id}`, { ...plan, version: action.version });
		},
		onSuccess: () => {
			changed();
			say(t(action === undefined ? 'action.added' : 'action.saved'));
			onClose();
		},
	});
	const money = (name: 'costOnce' | 'costYearly') => (
		<Field
			label={t(`action.${name}`)}
			name={name}
			type="number"
			min={0}
			max={1_000_000_000}
			step={1}
			value={given[name]}
			onChange={(event) => set({ [name]: event.target.value })}
		/>
	);
	return (
		<Drawer title={action === undefined ? t('action.new') : action.title} open onClose={onClose}>
			<Form submit={t('common.save')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate()} onCancel={onClose}>
				<Field label={t('action.what')} required minLength={3} maxLength={300} {...field('title')} />
				<TextArea label={t('action.description')} maxLength={8000} {...field('description')} />
				<Field
					label={t('action.owner')}
					hint={t('action.ownerHint')}
					required
					minLength={2}
					maxLength={200}
					{...field('owner')}
				/>
				<Field
					label={t('action.due')}
					type="date"
					required
					min={action === undefined ? dayAt(new Date()) : '1900-01-01'}
					max="2199-12-31"
					{...field('dueOn')}
				/>
				{action === undefined && (
					<div className={css.days}>
						<Select
							label={t('action.because')}
							{...field('room', 'because.room')}
							choices={causes.map((value) => ({ value, label: t(`actionCause.${value}`) }))}
						/>
						<Field
							label={t('action.cause')}
							hint={t('action.causeHint')}
							required
							maxLength={200}
							{...field('cause', 'because.id')}
						/>
					</div>
				)}
				<Select
					label={t('action.carrier')}
					{...field('carrier')}
					choices={(['own', 'joint', 'government'] as const).map((value) => ({ value, label: t(`carrier.${value}`) }))}
				/>
				<Select
					label={t('action.milestone')}
					hint={t('action.milestoneHint')}
					{...field('milestone')}
					choices={[
						{ value: '', label: t('common.none') },
						...milestoneKinds.map((value) => ({ value, label: t(`milestone.${value}`) })),
					]}
				/>
				<div className={css.days}>
					{money('costOnce')}
					{money('costYearly')}
				</div>
			</Form>
		</Drawer>
	);
}
