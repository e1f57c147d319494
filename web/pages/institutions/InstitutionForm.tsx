import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { institutionKinds } from '#kernel';
import { api } from '../../parts/api.ts';
import { Field, Select } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { type Facts, factsOf, toSend } from './facts.ts';
import { type Institution, type Organisations, provinces } from './types.ts';

interface InstitutionFormProps {
	/** The institution to correct; absent: a new one. */
	readonly institution?: Institution;
	onClose(): void;
}

/** The facts of an institution in the register. A new name goes by `Rename`, so that the old one is kept. */
export function InstitutionForm({ institution, onClose }: InstitutionFormProps) {
	const { t } = useText();
	const client = useQueryClient();
	const say = useToast();
	const go = useNavigate();
	const organisations = useQuery({ queryKey: ['organisations'], queryFn: () => api.get<Organisations>('/v1/organisations') });
	const { given, field } = useGiven<Facts>(() => factsOf(institution));
	const made = useGiven({ name: '', validFrom: dayAt(new Date()) });
	const save = useMutation({
		mutationFn: () =>
			institution === undefined
				? api.post<{ id: string }>('/v1/institutions', { ...toSend(given, false), ...made.given })
				: api.patch<undefined>(`/v1/institutions/${institution.id}`, toSend(given, true)),
		onSuccess: (answer) => {
			for (const key of ['register', 'institution', 'institution-names', 'calendar'])
				void client.invalidateQueries({ queryKey: [key] });
			say(t('register.saved'));
			onClose();
			if (answer !== undefined) void go(`/institutions/${answer.id}`);
		},
	});
	const text = (part: keyof Facts, label: string, shape?: string, hint?: string) => (
		<Field
			label={label}
			{...(shape === undefined ? {} : { pattern: shape })}
			{...(hint === undefined ? {} : { hint })}
			{...field(part)}
		/>
	);
	const choice = (part: keyof Facts, label: string, choices: readonly { value: string; label: string }[]) => (
		<Select label={label} {...field(part)} choices={choices} />
	);
	const none = { value: '', label: t('common.none') };
	return (
		<Drawer title={institution === undefined ? t('register.add') : institution.name} open onClose={onClose}>
			<Form submit={t('common.save')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate()} onCancel={onClose}>
				{institution === undefined && (
					<>
						<Field label={t('common.name')} required maxLength={200} {...made.field('name')} />
						<Field label={t('register.validFrom')} type="date" required {...made.field('validFrom')} />
					</>
				)}
				{choice(
					'kind',
					t('common.kind'),
					institutionKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
				)}
				{text('brin', 'BRIN', '[0-9A-Z]{4}', t('register.brinHint'))}
				{text('boardNumber', t('register.boardNumber'), '[0-9]{1,6}')}
				{text('kvk', t('register.kvk'), '[0-9]{8}', t('register.kvkHint'))}
				{text('ror', 'ROR', '0[a-z0-9]{8}', t('register.rorHint'))}
				{text('homeOrganisations', t('institution.domains'), undefined, t('register.domainsHint'))}
				{choice('umbrella', t('register.umbrella'), [
					none,
					...(organisations.data?.items ?? [])
						.filter(({ kind }) => kind === 'umbrella')
						.map(({ id, name: title }) => ({ value: id, label: title })),
				])}
				{text('city', t('register.city'))}
				{choice('province', t('charts.province'), [
					none,
					...provinces.map((value) => ({ value, label: t(`province.${value}`) })),
				])}
				{text('size', t('register.size'), '[0-9]{1,8}', t('register.sizeHint'))}
				{choice(
					'riskProfile',
					t('register.risk'),
					(['normal', 'elevated', 'high'] as const).map((value) => ({ value, label: t(`risk.${value}`) })),
				)}
				{institution !== undefined && text('requiredAcr', t('register.acr'), undefined, t('register.acrHint'))}
				{institution !== undefined && text('theme', t('register.theme'), '[a-z0-9][a-z0-9\\-]{0,39}', t('register.themeHint'))}
			</Form>
		</Drawer>
	);
}
