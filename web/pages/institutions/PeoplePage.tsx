import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useText } from '../../text/text.tsx';
import { InvitationForm } from './InvitationForm.tsx';
import { PasskeyList } from './PasskeyList.tsx';
import { InvitationList, PeopleList } from './PeopleLists.tsx';
import { RoleForm } from './RoleForm.tsx';
import { SessionList } from './SessionList.tsx';
import { TokenForm, TokenList } from './TokenList.tsx';
import type { Invitations, People } from './types.ts';

const tokenRoles = ['ciso', 'security-officer', 'soc-analyst', 'cert-handler', 'operator'];
const noPeople = ['security-officer', 'faculty-contact'];

/** People, their roles, invitations, keys of machines and my own sessions. */
export function PeoplePage() {
	const { t } = useText();
	const session = useSession();
	const [open, setOpen] = useState<'invite' | 'role' | 'token' | null>(null);
	const managesPeople = !noPeople.includes(session.role);
	const managesTokens = tokenRoles.includes(session.role);
	const people = useQuery({
		queryKey: ['people'],
		queryFn: () => api.get<People>('/v1/people'),
		enabled: managesPeople,
	});
	const invitations = useQuery({
		queryKey: ['invitations'],
		queryFn: () => api.get<Invitations>('/v1/invitations'),
		enabled: managesPeople,
	});
	const tabs = [
		...(managesPeople
			? [
					{
						id: 'people',
						label: t('people.people'),
						panel: <Loaded query={people}>{({ items }) => <PeopleList rows={items} />}</Loaded>,
					},
					{
						id: 'invitations',
						label: t('people.invitations'),
						panel: <Loaded query={invitations}>{({ items }) => <InvitationList rows={items} />}</Loaded>,
					},
				]
			: []),
		...(managesTokens ? [{ id: 'tokens', label: t('people.tokens'), panel: <TokenList /> }] : []),
		{ id: 'passkeys', label: t('people.passkeys'), panel: <PasskeyList /> },
		{ id: 'sessions', label: t('people.sessions'), panel: <SessionList /> },
	];
	return (
		<Page
			title={t('people.title')}
			lead={t('people.lead')}
			tools={
				<>
					{managesPeople && (
						<Button tone="main" icon="person" onClick={() => setOpen('invite')}>
							{t('people.invite')}
						</Button>
					)}
					{managesPeople && (
						<Button icon="plus" onClick={() => setOpen('role')}>
							{t('people.giveRole')}
						</Button>
					)}
					{managesTokens && (
						<Button icon="key" onClick={() => setOpen('token')}>
							{t('people.issue')}
						</Button>
					)}
				</>
			}
		>
			<Tabs label={t('people.title')} tabs={tabs} />
			{open === 'invite' && <InvitationForm onClose={() => setOpen(null)} />}
			{open === 'role' && <RoleForm people={people.data?.items ?? []} onClose={() => setOpen(null)} />}
			{open === 'token' && <TokenForm onClose={() => setOpen(null)} />}
		</Page>
	);
}
