import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Sessions } from './types.ts';

type SessionRow = Sessions['items'][number];
const key = ['sessions'];

/** Where I am signed in, and a way to end what is not me. */
export function SessionList() {
	const { t, locale } = useText();
	const client = useQueryClient();
	const query = useQuery({ queryKey: key, queryFn: () => api.get<Sessions>('/v1/sessions') });
	const end = useMutation({
		mutationFn: (id: string) => api.remove(`/v1/sessions/${id}`),
		onSuccess: () => void client.invalidateQueries({ queryKey: key }),
	});
	const columns = useMemo<Column<SessionRow>[]>(
		() => [
			{ id: 'agent', head: t('people.device'), value: (row) => row.userAgent || t('common.unknown') },
			{ id: 'how', head: t('people.how'), value: (row) => t(`signInHow.${row.how}`) },
			{ id: 'made', head: t('people.since'), value: (row) => row.createdAt, cell: (row) => formatMoment(row.createdAt, locale) },
			{
				id: 'used',
				head: t('people.lastUsed'),
				value: (row) => row.lastUsedAt,
				cell: (row) => formatMoment(row.lastUsedAt, locale),
			},
			{
				id: 'until',
				head: t('common.until'),
				value: (row) => row.absoluteUntil,
				cell: (row) => formatMoment(row.absoluteUntil, locale),
			},
			{
				id: 'end',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					row.current ? (
						<StateBadge tone="info">{t('people.thisOne')}</StateBadge>
					) : (
						<Button small tone="danger" onClick={() => end.mutate(row.id)}>
							{t('people.endSession')}
						</Button>
					),
			},
		],
		[t, locale, end.mutate],
	);
	return (
		<>
			{end.error !== null && <Fault error={end.error} />}
			<Loaded query={query}>
				{({ items }) => (
					<Table label={t('people.sessions')} name="sessions" rows={items} columns={columns} rowId={({ id }) => id} />
				)}
			</Loaded>
		</>
	);
}
