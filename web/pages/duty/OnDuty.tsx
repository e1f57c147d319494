import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn, countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { TakeUp } from './TakeUp.tsx';
import type { DutyNow } from './types.ts';

type Desk = DutyNow['items'][number];

const tones = { staffed: 'good', notTakenUpYet: 'warn', notStaffed: 'bad' } as const;
const stateOf = ({ planned, present }: Desk) => (present > 0 ? 'staffed' : planned > 0 ? 'notTakenUpYet' : 'notStaffed');

/** The desks one can rely on, and whether somebody is there. A plan alone is no presence. */
export function OnDuty({ plans }: { readonly plans: boolean }) {
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
				value: stateOf,
				cell: (row) => <StateBadge tone={tones[stateOf(row)]}>{t(`duty.${stateOf(row)}`)}</StateBadge>,
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
				<>
					{plans && <TakeUp />}
					<Table
						label={t('duty.now')}
						name="desk"
						rows={items}
						columns={columns}
						rowId={({ rota }) => rota.id}
						empty={t('duty.noDesk')}
					/>
				</>
			)}
		</Loaded>
	);
}
