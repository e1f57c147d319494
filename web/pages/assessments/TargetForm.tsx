import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';

type Frameworks = Output<typeof norms.listFrameworks>;

/** Proposes what the institution will reach and when; it holds after both signatures. */
export function TargetForm({ onClose }: { onClose(): void }) {
	const { t, both } = useText();
	const client = useQueryClient();
	const frameworks = useQuery({ queryKey: ['frameworks'], queryFn: () => api.get<Frameworks>('/v1/frameworks') });
	const [given, setGiven] = useState({ framework: '', level: '3', floor: '', byDay: '', reason: '', loweringReason: '' });
	const set = (change: Partial<typeof given>) => setGiven({ ...given, ...change });
	const propose = useMutation({
		mutationFn: () =>
			api.post('/v1/targets', {
				...{ framework: given.framework, byDay: given.byDay, reason: given.reason, loweringReason: given.loweringReason },
				level: Number(given.level.replace(',', '.')),
				floor: given.floor === '' ? null : Number(given.floor),
			}),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['targets'] });
			onClose();
		},
	});
	return (
		<Drawer title={t('targets.propose')} open onClose={onClose}>
			<Form submit={t('targets.propose')} busy={propose.isPending} onSubmit={() => propose.mutate()} onCancel={onClose}>
				<Select
					label={t('norms.one')}
					required
					value={given.framework}
					onChange={(event) => set({ framework: event.target.value })}
					choices={[
						{ value: '', label: t('targets.choose') },
						...(frameworks.data?.items ?? []).map((one) => ({ value: one.id, label: `${both(one.name)} ${one.version}` })),
					]}
				/>
				<Field
					label={t('common.level')}
					hint={t('targets.levelHint')}
					inputMode="decimal"
					pattern="[0-9]+([.,][0-9])?"
					required
					value={given.level}
					onChange={(event) => set({ level: event.target.value })}
				/>
				<Field
					label={t('targets.floor')}
					hint={t('targets.floorHint')}
					type="number"
					min={0}
					max={5}
					value={given.floor}
					onChange={(event) => set({ floor: event.target.value })}
				/>
				<Field
					label={t('targets.by')}
					type="date"
					required
					value={given.byDay}
					onChange={(event) => set({ byDay: event.target.value })}
				/>
				<TextArea
					label={t('targets.why')}
					hint={t('targets.whyHint')}
					value={given.reason}
					onChange={(event) => set({ reason: event.target.value })}
				/>
				<TextArea
					label={t('targets.lowering')}
					hint={t('targets.loweringHint')}
					value={given.loweringReason}
					onChange={(event) => set({ loweringReason: event.target.value })}
				/>
				{propose.error !== null && <Fault error={propose.error} />}
			</Form>
		</Drawer>
	);
}
