import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { formatMoment } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { Dialog, Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { IssuedToken, Tokens } from './types.ts';

type Token = Tokens['items'][number];
const key = ['tokens'];

/** Keys of machines: what they may do, when they were last used, until when they work. */
export function TokenList() {
	const { t, locale } = useText();
	const client = useQueryClient();
	const [now] = useState(() => new Date().toISOString());
	const query = useQuery({ queryKey: key, queryFn: () => api.get<Tokens>('/v1/tokens') });
	const fresh = () => void client.invalidateQueries({ queryKey: key });
	const rotate = useMutation({
		mutationFn: (id: string) => api.post<IssuedToken>(`/v1/tokens/${id}/rotate`, { overlapHours: 24 }),
		onSuccess: fresh,
	});
	const revoke = useMutation({ mutationFn: (id: string) => api.remove(`/v1/tokens/${id}`), onSuccess: fresh });
	const columns = useMemo<Column<Token>[]>(() => {
		const state = (row: Token) =>
			row.revokedAt !== null ? 'revoked' : row.expiresAt < now ? 'expired' : row.rotatedTo !== null ? 'replaced' : 'works';
		const tones = { revoked: 'idle', expired: 'idle', replaced: 'warn', works: 'good' } as const;
		return [
			{ id: 'name', head: t('common.name'), value: (row) => row.name },
			{ id: 'scope', head: t('people.scope'), value: (row) => t(`scope.${row.scope}`) },
			{
				id: 'state',
				head: t('common.state'),
				value: state,
				cell: (row) => <StateBadge tone={tones[state(row)]}>{t(`tokenState.${state(row)}`)}</StateBadge>,
			},
			{
				id: 'used',
				head: t('people.lastUsed'),
				value: (row) => row.lastUsedAt,
				cell: (row) => (row.lastUsedAt === null ? '–' : formatMoment(row.lastUsedAt, locale)),
			},
			{ id: 'until', head: t('common.until'), value: (row) => row.expiresAt, cell: (row) => formatMoment(row.expiresAt, locale) },
			{
				id: 'do',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					state(row) === 'works' ? (
						<>
							<Button small tone="quiet" onClick={() => rotate.mutate(row.id)}>
								{t('people.rotate')}
								<span className="unseen">: {row.name}</span>
							</Button>
							<Button small tone="danger" onClick={() => revoke.mutate(row.id)}>
								{t('people.revoke')}
								<span className="unseen">: {row.name}</span>
							</Button>
						</>
					) : (
						'–'
					),
			},
		];
	}, [t, locale, now, rotate.mutate, revoke.mutate]);
	const error = rotate.error ?? revoke.error;
	return (
		<>
			{error !== null && <Fault error={error} />}
			<Loaded query={query}>
				{({ items }) => (
					<Table
						label={t('people.tokens')}
						name="tokens"
						rows={items}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('people.noTokens')}
					/>
				)}
			</Loaded>
			<Dialog title={t('people.rotate')} open={rotate.data !== undefined} onClose={() => rotate.reset()}>
				{rotate.data !== undefined && <Secret secret={rotate.data.secret} lead={t('people.tokenOnce')} />}
			</Dialog>
		</>
	);
}

export function TokenForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const { given, set, field } = useGiven({ name: '', scope: 'read', days: 365 });
	const issue = useMutation({
		mutationFn: () => api.post<IssuedToken>('/v1/tokens', given),
		onSuccess: () => void client.invalidateQueries({ queryKey: key }),
	});
	return (
		<Drawer title={t('people.issue')} open onClose={onClose}>
			{issue.data !== undefined ? (
				<Secret secret={issue.data.secret} lead={t('people.tokenOnce')} />
			) : (
				<Form
					submit={t('people.issue')}
					busy={issue.isPending}
					error={issue.error}
					onSubmit={() => issue.mutate()}
					onCancel={onClose}
				>
					<Field label={t('common.name')} required maxLength={200} {...field('name')} />
					<Select
						label={t('people.scope')}
						{...field('scope')}
						choices={(['read', 'share', 'ingest'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
					/>
					<Field
						label={t('people.days')}
						name="days"
						type="number"
						min={1}
						max={730}
						required
						value={given.days}
						onChange={(event) => set({ days: Number(event.target.value) })}
					/>
				</Form>
			)}
		</Drawer>
	);
}
