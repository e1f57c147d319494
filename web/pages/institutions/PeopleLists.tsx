import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { Dialog } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Invitations, Invited, People } from './types.ts';

type Member = People['items'][number];
type Invitation = Invitations['items'][number];
const invitationTone = { open: 'info', accepted: 'good', expired: 'idle', revoked: 'idle' } as const;

export function PeopleList({ rows }: { readonly rows: readonly Member[] }) {
	const { t, locale } = useText();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const end = useMutation({
		mutationFn: (row: Member) => api.remove(`/v1/memberships/${row.membership}`),
		onSuccess: (_nothing, { person, role, unit }) => {
			const fresh = () => void client.invalidateQueries({ queryKey: ['people'] });
			fresh();
			say(t('people.roleEnded'), () => {
				void api.post('/v1/people', { person, role, ...(unit === null ? {} : { unit }) }).then(fresh);
			});
		},
	});
	const recover = useMutation({
		mutationFn: (row: Member) => api.post<Invited>(`/v1/people/${row.person}/recovery`),
	});
	const columns = useMemo<Column<Member>[]>(
		() => [
			{ id: 'name', head: t('common.name'), value: (row) => row.displayName },
			{ id: 'role', head: t('common.role'), value: (row) => t(`role.${row.role}`) },
			{ id: 'unit', head: t('people.unit'), value: (row) => row.unitName },
			{ id: 'mail', head: t('signIn.email'), value: (row) => row.mail },
			{ id: 'from', head: t('people.since'), value: (row) => row.from, cell: (row) => formatMoment(row.from, locale) },
			{
				id: 'end',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					row.person === session.personId ? (
						'–'
					) : (
						<>
							<Button small tone="quiet" onClick={() => recover.mutate(row)}>
								{t('people.recover')}
								<span className="unseen">: {row.displayName}</span>
							</Button>
							<Button small tone="danger" onClick={() => end.mutate(row)}>
								{t('people.endRole')}
								<span className="unseen">
									: {row.displayName}, {t(`role.${row.role}`)}
								</span>
							</Button>
						</>
					),
			},
		],
		[t, locale, session.personId, end.mutate, recover.mutate],
	);
	return (
		<>
			{end.error !== null && <Fault error={end.error} />}
			{recover.error !== null && <Fault error={recover.error} />}
			<Dialog title={t('people.recover')} open={recover.data !== undefined} onClose={() => recover.reset()}>
				<p>{t('people.recoverMeans')}</p>
				{recover.data?.link == null ? (
					<Banner tone="good">{t('people.mailed')}</Banner>
				) : (
					<Secret secret={recover.data.link} lead={t('people.linkOnce')} />
				)}
			</Dialog>
			<Table label={t('people.people')} name="people" rows={rows} columns={columns} rowId={(row) => row.membership} sort="name" />
		</>
	);
}

export function InvitationList({ rows }: { readonly rows: readonly Invitation[] }) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const revoke = useMutation({
		mutationFn: (id: string) => api.remove(`/v1/invitations/${id}`),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['invitations'] }),
	});
	const columns = useMemo<Column<Invitation>[]>(
		() => [
			{ id: 'name', head: t('common.name'), value: (row) => row.displayName },
			{ id: 'role', head: t('common.role'), value: (row) => t(`role.${row.role}`) },
			{ id: 'mail', head: t('signIn.email'), value: (row) => row.mail },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => <StateBadge tone={invitationTone[row.state]}>{t(`invitationState.${row.state}`)}</StateBadge>,
			},
			{ id: 'until', head: t('common.until'), value: (row) => row.expiresAt, cell: (row) => formatMoment(row.expiresAt, locale) },
			{
				id: 'end',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					row.state === 'open' ? (
						<Button small tone="danger" onClick={() => revoke.mutate(row.id)}>
							{t('people.revoke')}
							<span className="unseen">: {row.displayName}</span>
						</Button>
					) : (
						'–'
					),
			},
		],
		[t, locale, revoke.mutate],
	);
	return (
		<>
			{revoke.error !== null && <Fault error={revoke.error} />}
			<Table
				label={t('people.invitations')}
				name="invitations"
				rows={rows}
				columns={columns}
				rowId={({ id }) => id}
				empty={t('people.noInvitations')}
			/>
		</>
	);
}
