import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { ContactDrawer } from './ContactDrawer.tsx';
import { ContactForm } from './ContactForm.tsx';
import { type Contact, type Contacts, contactOwners } from './types.ts';

/** Whom to wake at the own institution, and whether they proved that they answer. */
export function ContactList() {
	const { t, locale } = useText();
	const session = useSession();
	const [naming, setNaming] = useState(false);
	const [opened, setOpened] = useState<string | null>(null);
	const query = useQuery({
		queryKey: ['duty', 'contacts'],
		queryFn: ({ signal }) => api.get<Contacts>('/v1/duty/contacts', undefined, signal),
	});
	const columns = useMemo<Column<Contact>[]>(
		() => [
			{
				id: 'name',
				head: t('common.name'),
				value: (row) => row.name,
				cell: (row) => <RowOpen onOpen={() => setOpened(row.id)}>{row.name}</RowOpen>,
			},
			{ id: 'place', head: t('duty.place'), align: 'end', value: (row) => row.place },
			{
				id: 'reachable',
				head: t('common.state'),
				value: (row) => (row.reachable ? 1 : 0),
				cell: (row) => (
					<StateBadge tone={row.reachable ? 'good' : row.confirmedAt === null ? 'idle' : 'bad'}>
						{t(row.reachable ? 'duty.reachable' : row.confirmedAt === null ? 'duty.neverProven' : 'duty.lapsed')}
					</StateBadge>
				),
			},
			{
				id: 'at',
				head: t('duty.provenAt'),
				value: (row) => row.confirmedAt,
				cell: (row) => (row.confirmedAt === null ? '–' : formatMoment(row.confirmedAt, locale)),
			},
			{ id: 'function', head: t('duty.function'), value: (row) => row.function || null },
			{ id: 'mail', head: t('duty.mail'), value: (row) => row.mail },
			{ id: 'phone', head: t('duty.phone'), value: (row) => row.phone || null },
		],
		[t, locale],
	);
	const contact = query.data?.items.find(({ id }) => id === opened);
	return (
		<Loaded query={query}>
			{({ items }) => (
				<>
					<Table
						label={t('duty.contacts')}
						name="contact"
						rows={items}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('duty.noContact')}
						tools={
							contactOwners.includes(session.role) && (
								<Button tone="main" icon="plus" onClick={() => setNaming(true)}>
									{t('duty.nameContact')}
								</Button>
							)
						}
					/>
					{naming && <ContactForm onClose={() => setNaming(false)} />}
					{contact !== undefined && <ContactDrawer contact={contact} onClose={() => setOpened(null)} />}
				</>
			)}
		</Loaded>
	);
}
