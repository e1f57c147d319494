import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Field, TextArea } from '../../parts/Field.tsx';
import { dayAt, formatDay, formatLevel } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { type Target, termsIn } from '../../parts/target/target.ts';
import { useText } from '../../text/text.tsx';
import { FrameworkSelect } from './FrameworkSelect.tsx';
import { TargetParts } from './TargetParts.tsx';
import { asksLess, deviates, termsOf } from './target-terms.ts';

interface TargetFormProps {
	/** Agreements of our institution, to show what holds now. */
	readonly known: readonly Target[];
	onClose(): void;
}

/** Proposes what the institution will reach and when; it holds after both signatures. */
export function TargetForm({ known, onClose }: TargetFormProps) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const say = useToast();
	const held = known.find(({ state }) => state === 'in-force');
	const { given, set, field } = useGiven({
		...{ framework: held?.framework.id ?? '', byDay: '', reason: '', loweringReason: '' },
		level: String(held?.level ?? 3),
		floor: held?.floor == null ? '' : String(held.floor),
		clusters: Object.fromEntries((held?.clusters ?? []).map(({ cluster, level }) => [cluster, String(level)])),
		keyControls: held?.keyControls ?? [],
	});
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
				<FrameworkSelect
					name="framework"
					value={given.framework}
					onChoose={(framework) => set({ framework, clusters: {}, keyControls: [] })}
				/>
				<Field
					label={t('common.level')}
					hint={t('targets.levelHint')}
					inputMode="decimal"
					pattern="[0-9]+([.,][0-9])?"
					required
					{...field('level')}
				/>
				<Field label={t('targets.floor')} hint={t('targets.floorHint')} type="number" min={0} max={5} {...field('floor')} />
				<TargetParts framework={given.framework} given={given} onChange={set} />
				<Field label={t('targets.by')} type="date" required min={dayAt(new Date())} max="2199-12-31" {...field('byDay')} />
				{deviates(terms) && (
					<TextArea label={t('targets.why')} hint={t('targets.whyHint')} required minLength={3} {...field('reason')} />
				)}
				{less && (
					<TextArea
						label={t('targets.lowering')}
						hint={t('targets.loweringHint')}
						required
						minLength={3}
						{...field('loweringReason')}
					/>
				)}
			</Form>
		</Drawer>
	);
}
