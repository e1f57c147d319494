import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Banner, Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Form } from '../../parts/Overlay.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { makePasskey, PasskeyFault } from './Passkey.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Passkeys = Output<typeof institutions.passkeysEndpoint>;
type Passkey = Passkeys['items'][number];
type Codes = Output<typeof institutions.renewCodesEndpoint>;
const key = ['passkeys'];

/** My passkeys and how many recovery codes are left. */
export function PasskeyList() {
	const { t, locale } = useText();
	const client = useQueryClient();
	const [name, setName] = useState('');
	const query = useQuery({ queryKey: key, queryFn: () => api.get<Passkeys>('/v1/passkeys') });
	const fresh = () => void client.invalidateQueries({ queryKey: key });
	const add = useMutation({
		mutationFn: () => makePasskey('/v1/passkeys', name),
		onSuccess: () => {
			setName('');
			fresh();
		},
	});
	const remove = useMutation({ mutationFn: (id: string) => api.remove(`/v1/passkeys/${id}`), onSuccess: fresh });
	const renew = useMutation({ mutationFn: () => api.post<Codes>('/v1/recovery-codes'), onSuccess: fresh });
	const columns = useMemo<Column<Passkey>[]>(
		() => [
			{ id: 'name', head: t('common.name'), value: (row) => row.name },
			{ id: 'made', head: t('people.since'), value: (row) => row.createdAt, cell: (row) => formatMoment(row.createdAt, locale) },
			{
				id: 'used',
				head: t('people.lastUsed'),
				value: (row) => row.lastUsedAt,
				cell: (row) => (row.lastUsedAt === null ? '–' : formatMoment(row.lastUsedAt, locale)),
			},
			{
				id: 'remove',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) => (
					<Button small tone="danger" onClick={() => remove.mutate(row.id)}>
						{t('people.revoke')}
						<span className="unseen">: {row.name}</span>
					</Button>
				),
			},
		],
		[t, locale, remove.mutate],
	);
	const error = add.error ?? remove.error ?? renew.error;
	return (
		<Loaded query={query}>
			{({ items, recoveryCodesLeft }) => (
				<>
					{error !== null && <PasskeyFault error={error} />}
					{items.length < 2 && <Banner tone="warn">{t('people.twoPasskeys')}</Banner>}
					<Table bare name="passkeys" label={t('people.passkeys')} rows={items} columns={columns} rowId={({ id }) => id} />
					<Card title={t('people.addPasskey')}>
						<Form submit={t('people.addPasskey')} busy={add.isPending} onSubmit={() => add.mutate()}>
							<Field
								label={t('signIn.passkeyName')}
								hint={t('signIn.passkeyNameHint')}
								required
								maxLength={100}
								value={name}
								onChange={(event) => setName(event.target.value)}
							/>
						</Form>
					</Card>
					<Card title={t('signIn.codes')}>
						<p>{t('people.codesLeft', { count: recoveryCodesLeft })}</p>
						{renew.data !== undefined && <RecoveryCodes codes={renew.data.recoveryCodes} />}
						<div>
							<Button disabled={renew.isPending} onClick={() => renew.mutate()}>
								{t('people.renewCodes')}
							</Button>
						</div>
					</Card>
				</>
			)}
		</Loaded>
	);
}
