import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { useText } from '../../text/text.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import type { IndicatorPage } from './types.ts';

export function IndicatorList() {
	const { t } = useText();
	const query = useInfiniteQuery({
		queryKey: ['indicators'],
		queryFn: ({ pageParam, signal }) =>
			api.get<IndicatorPage>('/v1/indicators', { limit: 200, cursor: pageParam === '' ? undefined : pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
	});
	useFresh(['indicator', 'sharing'], ['indicators']);
	const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
	return (
		<Page title={t('indicators.title')} lead={t('indicators.lead')}>
			<Loaded query={query}>
				{() => <IndicatorTable rows={rows} onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined} />}
			</Loaded>
		</Page>
	);
}
