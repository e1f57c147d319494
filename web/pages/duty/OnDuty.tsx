import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn, countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { DutyNow } from './types.ts';

type Desk = DutyNow['items'][number];

/** The desks one can rely on, and whether somebody is there. A plan alone is no presence. */
export function OnDuty() {
	const { t, locale } = useText();
	const query = useQuery({
		queryKey: ['duty', 'now'],
		queryFn: ({ signal }) => api.get<DutyNow>('/v1/duty/now', undefined, signal),
		refetchInterval: 60_000,
	});
	const columns = useMemo<Column<Desk>[]>(
		() => [
			{ id: 'organisation', head: t('common.organisation'), value: (row) => row.organisation.name },
			{ id: 'rota', head: t('duty.desk'), value: (row) => row.rota.name },
			{
				id: 'staffed',
				head: t('common.state'),
				value: (row) => (row.staffed ? 1 : 0),
				cell: (row) => (
					<StateBadge tone={row.staffed ? 'good' : 'bad'}>{t(row.staffed ? 'duty.staffed' : 'duty.notStaffed')}</StateBadge>
				),
			},
			countColumn(locale, 'present', t('duty.present'), (row) => row.present),
			clockColumn(locale, 'until', t('common.until'), (row) => row.until),
			{
				id: 'phone',
				head: t('duty.phone'),
				value: (row) => row.phone,
				cell: (row) => (row.phone === '' ? '–' : <a href={`tel:${row.phone.replaceAll(/[^+\d]/g, '')}`}>{row.phone}</a>),
			},
		],
		[t, locale],
	);
	return (
		<Loaded query={query}>
			{({ items }) => (
				<Table
					label={t('duty.now')}
					name="desk"
					rows={items}
					columns={columns}
					rowId={({ rota }) => rota.id}
					empty={t('duty.noDesk')}
				/>
			)}
		</Loaded>
	);
}
