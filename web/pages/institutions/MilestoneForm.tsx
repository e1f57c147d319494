import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as improvement from '#improvement/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Field, TextArea } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from './Plan.module.css';

type MilestoneList = Output<typeof improvement.readMilestones>;
type Milestone = MilestoneList['items'][number];

interface MilestoneFormProps {
	readonly institution: string;
	readonly items: readonly Milestone[];
	onClose(): void;
}

/** The three promises with their planned, expected and actual day. Only what changed is sent. */
export function MilestoneForm({ institution, items, onClose }: MilestoneFormProps) {
	const { t } = useText();
	const client = useQueryClient();
	const say = useToast();
	const [given, setGiven] = useState<readonly Milestone[]>(items);
	const set = (kind: Milestone['kind'], change: Partial<Milestone>) =>
		setGiven(given.map((one) => (one.kind === kind ? { ...one, ...change } : one)));
	const before = (kind: Milestone['kind']) => items.find((one) => one.kind === kind);
	const changed = given.filter((one) => JSON.stringify(one) !== JSON.stringify(before(one.kind)));
	const save = useMutation({
		mutationFn: () =>
			api.put<MilestoneList>(`/v1/institutions/${institution}/milestones`, {
				items: changed.map(({ forecastFrom: _from, ...one }) => one),
			}),
		onSuccess: (answer) => {
			client.setQueryData(['milestones', institution], answer);
			for (const key of ['calendar', 'board']) void client.invalidateQueries({ queryKey: [key] });
			say(t('milestones.saved'));
			onClose();
		},
	});
	return (
		<Drawer title={t('milestones.plan')} open onClose={onClose}>
			<p>{t('milestones.planLead')}</p>
			<Form
				submit={t('common.save')}
				busy={save.isPending || changed.length === 0}
				error={save.error}
				onSubmit={() => save.mutate()}
				onCancel={onClose}
			>
				{given.map((one) => {
					// The server names faults by place in what was sent.
					const place = changed.findIndex(({ kind }) => kind === one.kind);
					const day = (part: 'planned' | 'forecast' | 'actual', hint?: string) => (
						<Field
							label={t(`charts.${part}`)}
							name={`items.${place}.${part}`}
							type="date"
							min="1900-01-01"
							max={part === 'actual' ? dayAt(new Date()) : '2199-12-31'}
							{...(hint === undefined ? {} : { hint })}
							value={one[part] ?? ''}
							onChange={(event) => set(one.kind, { [part]: event.target.value || null })}
						/>
					);
					const was = before(one.kind)?.planned ?? null;
					const slips = was !== null && (one.planned === null || one.planned > was);
					return (
						<fieldset key={one.kind} className={css.group}>
							<legend>{t(`milestone.${one.kind}`)}</legend>
							<div className={css.days}>
								{day('planned')}
								{day('forecast', one.forecastFrom === 'actions' ? t('milestones.fromActions') : undefined)}
								{day('actual')}
							</div>
							<TextArea
								label={t('milestones.reason')}
								{...(slips ? { hint: t('milestones.slipHint') } : {})}
								name={`items.${place}.reason`}
								required={slips}
								minLength={3}
								maxLength={2000}
								value={one.reason}
								onChange={(event) => set(one.kind, { reason: event.target.value })}
							/>
						</fieldset>
					);
				})}
			</Form>
		</Drawer>
	);
}
