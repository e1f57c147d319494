import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatClock } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Shift, Shifts } from './types.ts';
import { usePresent } from './use-present.ts';

const day = 86_400_000;
const daysShown = 14;

/** Shifts of the coming two weeks; who is there takes up the one that runs. */
export function ShiftList({ rota }: { readonly rota: string }) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const query = useQuery({
		queryKey: ['duty', 'shifts', rota],
		queryFn: ({ signal }) => {
			const now = Date.now();
			const [from, to] = [new Date(now), new Date(now + daysShown * day)];
			return api.get<Shifts>('/v1/duty/shifts', { rota, from: from.toISOString(), to: to.toISOString() }, signal);
		},
	});
	const fresh = () => void client.invalidateQueries({ queryKey: ['duty'] });
	const present = usePresent();
	const remove = useMutation({ mutationFn: (id: string) => api.remove(`/v1/duty/shifts/${id}`), onSuccess: fresh });
	const columns = useMemo<Column<Shift>[]>(() => {
		const runs = (row: Shift) => Date.parse(row.startsAt) <= Date.now() && Date.parse(row.endsAt) > Date.now();
		return [
			{ id: 'who', head: t('common.name'), value: (row) => row.personName },
			clockColumn(locale, 'from', t('common.from'), (row) => row.startsAt),
			clockColumn(locale, 'to', t('common.until'), (row) => row.endsAt),
			{
				id: 'present',
				head: t('common.state'),
				value: (row) => row.presentAt,
				cell: (row) => {
					if (row.presentAt !== null) return <StateBadge tone="good">{t('duty.there')}</StateBadge>;
					if (!runs(row)) return <StateBadge tone="idle">{t('duty.planned')}</StateBadge>;
					return (
						<Button small onClick={() => present.mutate(row.id)}>
							{t('duty.iAmThere')}
							<span className="unseen"> {row.personName}</span>
						</Button>
					);
				},
			},
			{
				id: 'remove',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) => (
					<Button small tone="quiet" icon="cross" onClick={() => remove.mutate(row.id)}>
						{t('duty.remove')}
						<span className="unseen">
							{' '}
							{row.personName}, {formatClock(row.startsAt, locale)}
						</span>
					</Button>
				),
			},
		];
	}, [t, locale, present.mutate, remove.mutate]);
	return (
		<Loaded query={query}>
			{({ items }) => (
				<Table
					bare
					label={t('duty.shifts')}
					name={`shift-${rota.slice(0, 8)}`}
					rows={items}
					columns={columns}
					rowId={({ id }) => id}
					empty={t('duty.noShift')}
				/>
			)}
		</Loaded>
	);
}
