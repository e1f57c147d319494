import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Locale, OrganisationKind, Role } from '#kernel';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { useNames } from '../../parts/names.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import type { Invited, Organisations } from './types.ts';
import { UnitSelect } from './UnitSelect.tsx';

export const rolesOf: Record<OrganisationKind, readonly Role[]> = {
	institution: ['security-officer', 'faculty-contact', 'ciso', 'board'],
	'surf-audit': ['audit-coordinator'],
	'surf-soc': ['soc-analyst'],
	'surf-cert': ['cert-handler'],
	umbrella: ['umbrella-officer'],
	ministry: ['ministry-officer'],
	inspectorate: ['inspector'],
	auditor: ['auditor'],
	operator: ['operator'],
};

export function InvitationForm({ onClose }: { onClose(): void }) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const session = useSession();
	const { given, set, field } = useGiven({
		...{ displayName: '', mail: '', role: '', unit: '', organisation: session.organisationId },
		locale: locale as Locale,
	});
	const places = usePlaces();
	const kind = places.find(({ id }) => id === given.organisation)?.kind ?? session.organisationKind;
	// A board member is made by the board, or by the keeper of the platform.
	const roles = rolesOf[kind].filter((role) => role !== 'board' || ['board', 'operator'].includes(session.role));
	const role = roles.find((one) => one === given.role) ?? roles[0] ?? session.role;
	const invite = useMutation({
		mutationFn: () =>
			api.post<Invited>('/v1/invitations', {
				...{ displayName: given.displayName, role, locale: given.locale },
				...(given.mail === '' ? {} : { mail: given.mail }),
				...(given.unit === '' ? {} : { unit: given.unit }),
				...(given.organisation === session.organisationId ? {} : { organisation: given.organisation }),
			}),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['invitations'] }),
	});
	if (invite.data !== undefined) {
		return (
			<Drawer title={t('people.invite')} open onClose={onClose}>
				{invite.data.link === null ? (
					<Banner tone="good">{t('people.mailed')}</Banner>
				) : (
					<Secret secret={invite.data.link} lead={t('people.linkOnce')} />
				)}
			</Drawer>
		);
	}
	return (
		<Drawer title={t('people.invite')} open onClose={onClose}>
			<Form
				submit={t('people.invite')}
				busy={invite.isPending}
				error={invite.error}
				onSubmit={() => invite.mutate()}
				onCancel={onClose}
			>
				{session.role === 'operator' && (
					<Select
						label={t('common.organisation')}
						{...field('organisation')}
						choices={places.map(({ id, name }) => ({ value: id, label: name }))}
					/>
				)}
				<Field label={t('common.name')} required maxLength={200} {...field('displayName')} />
				<Field label={t('signIn.email')} hint={t('people.mailHint')} type="email" {...field('mail')} />
				<Select
					label={t('common.role')}
					name="role"
					value={role}
					onChange={(event) => set({ role: event.target.value })}
					choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
				/>
				{role === 'faculty-contact' && given.organisation === session.organisationId && (
					<UnitSelect value={given.unit} onChange={(unit) => set({ unit })} />
				)}
				<Select
					label={t('people.language')}
					{...field('locale')}
					choices={[
						{ value: 'nl', label: 'Nederlands' },
						{ value: 'en', label: 'English' },
					]}
				/>
			</Form>
		</Drawer>
	);
}

/** Organisations somebody may be invited to: one's own; for the keeper of the platform all. */
function usePlaces(): readonly { id: string; name: string; kind: OrganisationKind }[] {
	const session = useSession();
	const { all } = useNames();
	const organisations = useQuery({
		queryKey: ['organisations'],
		queryFn: () => api.get<Organisations>('/v1/organisations'),
		enabled: session.role === 'operator',
	});
	const own = { id: session.organisationId, name: session.organisationName, kind: session.organisationKind };
	if (session.role !== 'operator') return [own];
	const others = (organisations.data?.items ?? []).filter(({ id }) => id !== own.id);
	return [own, ...others, ...[...all].map(([id, name]) => ({ id, name, kind: 'institution' as const }))];
}
