import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { tlpLevels } from '#kernel';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tlp } from '../../parts/Tlp.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { type AdvisoryPage, type AdvisoryRow, advisoryTone, authors } from './types.ts';

const key = ['advisories'];

/** Warnings that reached us, with how far our own handling is. */
export function AdvisoryList() {
	const { t, both, locale } = useText();
	const session = useSession();
	const query = useInfiniteQuery({
		queryKey: key,
		queryFn: ({ pageParam, signal }) =>
			api.get<AdvisoryPage>('/v1/advisories', { limit: 200, cursor: pageParam === '' ? undefined : pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
	});
	useFresh(['advisor', 'sharing', 'handling'], key);
	const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
	const columns = useMemo<Column<AdvisoryRow>[]>(
		() => [
			{
				id: 'title',
				head: t('advisories.one'),
				value: (row) => both(row.title),
				cell: (row) => <Link to={`/advisories/${row.id}`}>{both(row.title)}</Link>,
			},
			{
				id: 'tlp',
				head: 'TLP',
				value: (row) => row.tlp,
				cell: (row) => <Tlp value={row.tlp} />,
				filter: { label: 'TLP', choices: tlpLevels.map((value) => ({ value, label: `TLP:${value.toUpperCase()}` })) },
			},
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => <StateBadge tone={advisoryTone[row.state]}>{t(`advisoryState.${row.state}`)}</StateBadge>,
				filter: {
					label: t('common.state'),
					choices: (['draft', 'published', 'closed'] as const).map((value) => ({ value, label: t(`advisoryState.${value}`) })),
				},
			},
			{ id: 'author', head: t('advisories.author'), value: (row) => row.author.name },
			{
				id: 'at',
				head: t('advisories.published'),
				value: (row) => row.publishedAt ?? row.createdAt,
				cell: (row) => formatMoment(row.publishedAt ?? row.createdAt, locale),
			},
			countColumn(locale, 'indicators', t('advisories.indicators'), (row) => row.indicatorCount),
			session.institution === null
				? {
						id: 'recipients',
						head: t('advisories.recipients'),
						align: 'end' as const,
						value: (row: AdvisoryRow) => row.recipientCount,
						cell: (row: AdvisoryRow) => (row.recipientCount === null ? '–' : formatNumber(row.recipientCount, locale)),
					}
				: {
						id: 'own',
						head: t('advisories.own'),
						value: (row: AdvisoryRow) => row.own.received,
						cell: (row: AdvisoryRow) => <OwnHandling row={row} />,
					},
		],
		[t, both, locale, session.institution],
	);
	return (
		<Page
			title={t('advisories.title')}
			lead={t('advisories.lead')}
			tools={
				authors.includes(session.role) && (
					<ButtonLink to="/advisories/new" tone="main" icon="plus">
						{t('advisories.make')}
					</ButtonLink>
				)
			}
		>
			<Loaded query={query}>
				{() => (
					<Table
						label={t('advisories.title')}
						rows={rows}
						columns={columns}
						rowId={({ id }) => id}
						sort="-at"
						empty={t('advisories.empty')}
						onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
					/>
				)}
			</Loaded>
		</Page>
	);
}

function OwnHandling({ row }: { readonly row: AdvisoryRow }) {
	const { t } = useText();
	const open = row.own.received + row.own.planned + row.own.done;
	if (row.lineCount === 0) return '–';
	if (open === 0) return <StateBadge tone="good">{t('advisories.finished')}</StateBadge>;
	return (
		<StateBadge tone={row.own.received > 0 ? 'warn' : 'info'}>
			{t('advisories.todo', { count: open, all: row.lineCount })}
		</StateBadge>
	);
}
