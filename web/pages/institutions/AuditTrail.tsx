import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Banner, Page } from '../../parts/Blocks.tsx';
import { Field } from '../../parts/Field.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { usePages } from '../../parts/pages.ts';
import type { Column } from '../../parts/table/columns.ts';
import { countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Trail, Verification } from './types.ts';

type Entry = Trail['items'][number];

/** The facts of an entry in one line: names and values as they were recorded. */
function detailOf(detail: Entry['detail']): string {
	const written = (value: unknown) =>
		typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
	return Object.entries(detail)
		.map(([name, value]) => `${name}: ${written(value)}`)
		.join(' · ');
}

/** What was done in our organisation, by whom; each entry is chained to the one before. */
export function AuditTrail() {
	const { t, word, locale } = useText();
	const address = useAddress();
	const search = address.get('find');
	const { query, rows, more } = usePages<Entry>(['audit-trail', search], '/v1/audit-trail', { search });
	const chain = useQuery({
		queryKey: ['audit-trail', 'verification'],
		queryFn: ({ signal }) => api.get<Verification>('/v1/audit-trail/verification', undefined, signal),
		staleTime: 60_000,
	});
	const columns = useMemo<Column<Entry>[]>(
		() => [
			{ id: 'at', head: t('openness.when'), value: (row) => row.number, cell: (row) => formatMoment(row.at, locale) },
			{ id: 'person', head: t('common.person'), value: (row) => row.personName },
			{ id: 'role', head: t('common.role'), value: (row) => (row.role === null ? null : word('role', row.role)) },
			{
				id: 'verb',
				head: t('trail.what'),
				value: (row) => word('trailVerb', row.verb),
				cell: (row) => <span title={row.verb}>{word('trailVerb', row.verb)}</span>,
			},
			{ id: 'subject', head: t('trail.about'), value: (row) => row.subject, cell: (row) => <code>{row.subject}</code> },
			{
				id: 'detail',
				head: t('trail.detail'),
				sortable: false,
				value: (row) => detailOf(row.detail),
				cell: (row) => <code>{detailOf(row.detail)}</code>,
			},
			countColumn(locale, 'number', t('trail.number'), (row) => row.number),
			{
				id: 'hash',
				head: t('trail.hash'),
				sortable: false,
				value: (row) => row.hash,
				cell: (row) => <code title={row.hash}>{row.hash.slice(0, 12)}…</code>,
			},
		],
		[t, word, locale],
	);
	return (
		<Page title={t('trail.title')} lead={t('trail.lead')}>
			<Loaded query={chain} lines={1}>
				{(verdict) =>
					verdict.sound ? (
						<Banner tone="good">{t('trail.sound', { count: verdict.links })}</Banner>
					) : (
						<Banner tone="bad">
							<strong>
								{t('trail.broken', {
									number: verdict.firstFault?.number ?? 0,
									what: word('trailFault', verdict.firstFault?.what ?? ''),
								})}
							</strong>
						</Banner>
					)
				}
			</Loaded>
			<Loaded query={query}>
				{() => (
					<Table
						label={t('trail.title')}
						rows={rows}
						columns={columns}
						rowId={(row) => String(row.number)}
						onMore={more}
						tools={
							<Field
								label={t('trail.find')}
								type="search"
								defaultValue={search}
								onKeyDown={(event) => event.key === 'Enter' && address.set({ find: event.currentTarget.value })}
								onBlur={(event) => address.set({ find: event.currentTarget.value })}
							/>
						}
					/>
				)}
			</Loaded>
		</Page>
	);
}
