import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn, countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { BundleDrawer } from './BundleDrawer.tsx';
import { type Bundle, type Bundles, severities, severitySign, severityTone } from './types.ts';

/** One cause at many institutions is one piece of work: the widest spread first. */
export function BundleList() {
	const { t, locale } = useText();
	const [opened, setOpened] = useState<string | null>(null);
	const query = useInfiniteQuery({
		queryKey: ['alerts', 'bundles'],
		queryFn: ({ pageParam, signal }) => api.get<Bundles>('/v1/alerts/bundles', { limit: 500, cursor: pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
	});
	useFresh(['alert', 'monitoring'], ['alerts', 'bundles']);
	const columns = useMemo<Column<Bundle>[]>(() => {
		const title = (row: Bundle) => (locale === 'nl' ? row.titleNl : row.titleEn);
		return [
			{
				id: 'title',
				head: t('alerts.what'),
				value: title,
				cell: (row) => (
					<RowOpen onOpen={() => setOpened(row.bundle)} title={title(row)}>
						{title(row)}
					</RowOpen>
				),
			},
			{
				id: 'severity',
				head: t('alerts.severity'),
				value: (row) => severities.length - severities.indexOf(row.severity),
				cell: (row) => (
					<StateBadge tone={severityTone[row.severity]} sign={severitySign[row.severity]}>
						{t(`severity.${row.severity}`)}
					</StateBadge>
				),
			},
			countColumn<Bundle>(locale, 'institutions', t('bundles.institutions'), (row) => row.institutions),
			countColumn<Bundle>(locale, 'open', t('bundles.open'), (row) => row.open),
			countColumn<Bundle>(locale, 'mine', t('bundles.mine'), (row) => row.mine),
			countColumn<Bundle>(locale, 'hits', t('alerts.hits'), (row) => row.hits),
			clockColumn<Bundle>(locale, 'first', t('alerts.firstTime'), (row) => row.firstTime),
			clockColumn<Bundle>(locale, 'last', t('alerts.lastTime'), (row) => row.lastTime),
		];
	}, [t, locale]);
	const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
	const bundle = rows.find((row) => row.bundle === opened);
	return (
		<>
			<p>{t('bundles.lead')}</p>
			<Loaded query={query}>
				{() => (
					<Table
						label={t('bundles.title')}
						name="bundles"
						rows={rows}
						columns={columns}
						rowId={(row) => row.bundle}
						empty={t('alerts.empty')}
						onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
					/>
				)}
			</Loaded>
			{bundle !== undefined && <BundleDrawer bundle={bundle} onClose={() => setOpened(null)} />}
		</>
	);
}
