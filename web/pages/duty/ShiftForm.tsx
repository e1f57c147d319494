import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Field, Tick } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';

/** Plans a shift by the clock on the wall, once or the same week after week. */
export function ShiftForm({ rota, onClose }: { readonly rota: string; onClose(): void }) {
	const { t } = useText();
	const say = useToast();
	const session = useSession();
	const client = useQueryClient();
	const today = dayAt(new Date());
	const { given, set, field } = useGiven({ name: session.personName, from: `${today}T08:00`, to: `${today}T17:00`, weeks: 1 });
	const mine = given.name === session.personName;
	const plan = useMutation({
		mutationFn: () =>
			api.post<{ added: number }>('/v1/duty/shifts', {
				rotaId: rota,
				weeks: given.weeks,
				shifts: [{ personId: mine ? session.personId : null, personName: given.name, from: given.from, to: given.to }],
			}),
		onSuccess: ({ added }) => {
			void client.invalidateQueries({ queryKey: ['duty'] });
			say(t('duty.plannedNow', { count: added }));
			onClose();
		},
	});
	return (
		<Drawer title={t('duty.plan')} open onClose={onClose}>
			<Form submit={t('duty.plan')} busy={plan.isPending} error={plan.error} onSubmit={() => plan.mutate()} onCancel={onClose}>
				<Tick
					label={t('duty.myself')}
					checked={mine}
					onChange={(event) => set({ name: event.target.checked ? session.personName : '' })}
				/>
				<Field label={t('common.name')} required maxLength={200} {...field('name', 'shifts.0.personName')} />
				<Field label={t('common.from')} type="datetime-local" required {...field('from', 'shifts.0.from')} />
				<Field label={t('common.until')} type="datetime-local" required {...field('to', 'shifts.0.to')} />
				<Field
					label={t('duty.weeks')}
					hint={t('duty.weeksHint')}
					type="number"
					min={1}
					max={53}
					required
					name="weeks"
					value={given.weeks}
					onChange={(event) => set({ weeks: Number(event.target.value) })}
				/>
			</Form>
		</Drawer>
	);
}
