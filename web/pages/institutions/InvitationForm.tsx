import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganisationKind, Role } from '#kernel';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import type { Invited } from './types.ts';

const rolesOf: Record<OrganisationKind, readonly Role[]> = {
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
	const { t } = useText();
	const client = useQueryClient();
	const session = useSession();
	// A board member is made by the board.
	const roles = rolesOf[session.organisationKind].filter((role) => role !== 'board' || session.role === 'board');
	const [given, setGiven] = useState({ displayName: '', mail: '', role: roles[0] ?? session.role });
	const invite = useMutation({
		mutationFn: () =>
			api.post<Invited>('/v1/invitations', {
				...{ displayName: given.displayName, role: given.role },
				...(given.mail === '' ? {} : { mail: given.mail }),
			}),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['invitations'] }),
	});
	return (
		<Drawer title={t('people.invite')} open onClose={onClose}>
			{invite.data === undefined ? (
				<Form submit={t('people.invite')} busy={invite.isPending} onSubmit={() => invite.mutate()} onCancel={onClose}>
					<Field
						label={t('common.name')}
						required
						value={given.displayName}
						onChange={(event) => setGiven({ ...given, displayName: event.target.value })}
					/>
					<Field
						label={t('signIn.email')}
						hint={t('people.mailHint')}
						type="email"
						value={given.mail}
						onChange={(event) => setGiven({ ...given, mail: event.target.value })}
					/>
					<Select
						label={t('common.role')}
						value={given.role}
						onChange={(event) => setGiven({ ...given, role: event.target.value as Role })}
						choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
					/>
					{invite.error !== null && <Fault error={invite.error} />}
				</Form>
			) : invite.data.link === null ? (
				<Banner tone="good">{t('people.mailed')}</Banner>
			) : (
				<Secret secret={invite.data.link} lead={t('people.linkOnce')} />
			)}
		</Drawer>
	);
}
