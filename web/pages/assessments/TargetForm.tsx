import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { dayAt, formatDay, formatLevel } from '../../parts/format.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { type Target, termsIn } from '../../parts/target/target.ts';
import { useText } from '../../text/text.tsx';
import { TargetParts } from './TargetParts.tsx';
import { asksLess, deviates, termsOf } from './target-terms.ts';

type Frameworks = Output<typeof norms.listFrameworks>;

interface TargetFormProps {
	/** Agreements of our institution, to show what holds now. */
	readonly known: readonly Target[];
	onClose(): void;
}

/** Proposes what the institution will reach and when; it holds after both signatures. */
export function TargetForm({ known, onClose }: TargetFormProps) {
	const { t, both, locale } = useText();
	const client = useQueryClient();
	const say = useToast();
	const frameworks = useQuery({ queryKey: ['frameworks'], queryFn: () => api.get<Frameworks>('/v1/frameworks') });
	const held = known.find(({ state }) => state === 'in-force');
	const [given, setGiven] = useState({
		...{ framework: held?.framework.id ?? '', byDay: '', reason: '', loweringReason: '' },
		level: String(held?.level ?? 3),
		floor: held?.floor == null ? '' : String(held.floor),
		clusters: Object.fromEntries((held?.clusters ?? []).map(({ cluster, level }) => [cluster, String(level)])),
		keyControls: held?.keyControls ?? [],
	});
	const set = (change: Partial<typeof given>) => setGiven({ ...given, ...change });
	const inForce = known.find(({ state, framework }) => state === 'in-force' && framework.id === given.framework);
	const terms = termsOf(given);
	const less = asksLess(terms, inForce && termsIn(inForce));
	const propose = useMutation({
		mutationFn: () =>
			api.post<Target>('/v1/targets', {
				...{ ...terms, framework: given.framework, byDay: given.byDay },
				reason: deviates(terms) ? given.reason : '',
				loweringReason: less ? given.loweringReason : '',
				controls: inForce?.controls ?? [],
			}),
		onSuccess: () => {
			for (const key of ['targets', 'board']) void client.invalidateQueries({ queryKey: [key] });
			say(t('targets.proposed'));
			onClose();
		},
	});
	return (
		<Drawer title={t('targets.propose')} open onClose={onClose}>
			<p>{t('targets.lead')}</p>
			{inForce !== undefined && (
				<Banner tone="info">
					{t('targets.holdsNow', { level: formatLevel(inForce.level, locale), day: formatDay(inForce.byDay, locale) })}
				</Banner>
			)}
			<Form
				submit={t('targets.propose')}
				busy={propose.isPending}
				error={propose.error}
				onSubmit={() => propose.mutate()}
				onCancel={onClose}
			>
				<Select
					label={t('norms.one')}
					name="framework"
					required
					value={given.framework}
					onChange={(event) => set({ framework: event.target.value, clusters: {}, keyControls: [] })}
					choices={[
						{ value: '', label: t('targets.choose') },
						...(frameworks.data?.items ?? []).map((one) => ({ value: one.id, label: `${both(one.name)} ${one.version}` })),
					]}
				/>
				<Field
					label={t('common.level')}
					hint={t('targets.levelHint')}
					name="level"
					inputMode="decimal"
					pattern="[0-9]+([.,][0-9])?"
					required
					value={given.level}
					onChange={(event) => set({ level: event.target.value })}
				/>
				<Field
					label={t('targets.floor')}
					hint={t('targets.floorHint')}
					name="floor"
					type="number"
					min={0}
					max={5}
					value={given.floor}
					onChange={(event) => set({ floor: event.target.value })}
				/>
				<TargetParts framework={given.framework} given={given} onChange={set} />
				<Field
					label={t('targets.by')}
					name="byDay"
					type="date"
					required
					min={dayAt(new Date())}
					max="2199-12-31"
					value={given.byDay}
					onChange={(event) => set({ byDay: event.target.value })}
				/>
				{deviates(terms) && (
					<TextArea
						label={t('targets.why')}
						hint={t('targets.whyHint')}
						name="reason"
						required
						minLength={3}
						value={given.reason}
						onChange={(event) => set({ reason: event.target.value })}
					/>
				)}
				{less && (
					<TextArea
						label={t('targets.lowering')}
						hint={t('targets.loweringHint')}
						name="loweringReason"
						required
						minLength={3}
						value={given.loweringReason}
						onChange={(event) => set({ loweringReason: event.target.value })}
					/>
				)}
			</Form>
		</Drawer>
	);
}
