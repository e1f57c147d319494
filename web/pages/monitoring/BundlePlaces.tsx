import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { api, withQuery } from '../../parts/api.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn, countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { BundlePlace, BundlePlaces as Places } from './types.ts';

/** Institutions with open alerts of one cause; the name leads to those alerts. */
export function BundlePlaces({ bundle }: { readonly bundle: string }) {
	const { t, locale } = useText();
	const query = useInfiniteQuery({
		queryKey: ['alerts', 'bundles', bundle, 'places'],
		queryFn: ({ pageParam, signal }) =>
			api.get<Places>(`/v1/alerts/bundles/${encodeURIComponent(bundle)}/institutions`, { limit: 500, cursor: pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
	});
	const columns = useMemo<Column<BundlePlace>[]>(
		() => [
			{
				id: 'institution',
				head: t('common.institution'),
				value: (row) => row.name,
				cell: (row) => <Link to={withQuery('/alerts', { bundle, at: row.institution })}>{row.name}</Link>,
			},
			countColumn<BundlePlace>(locale, 'open', t('bundles.open'), (row) => row.open),
			clockColumn<BundlePlace>(locale, 'last', t('alerts.lastTime'), (row) => row.lastTime),
		],
		[t, locale, bundle],
	);
	return (
		<Loaded query={query}>
			{({ pages }) => (
				<Table
					bare
					label={t('common.institution')}
					name="places"
					rows={pages.flatMap(({ items }) => items)}
					columns={columns}
					rowId={(row) => row.institution}
					empty={t('alerts.empty')}
					onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
				/>
			)}
		</Loaded>
	);
}
