import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from './api.ts';

interface PageOf<T> {
	readonly items: readonly T[];
	readonly next?: string | undefined;
}

/** A list that comes in pages by cursor; `more` is absent when all is there. */
export function usePages<T>(
	key: readonly unknown[],
	path: string,
	query: Record<string, string | number | undefined> = {},
	limit = 200,
) {
	const asked = useInfiniteQuery({
		queryKey: key,
		queryFn: ({ pageParam, signal }) =>
			api.get<PageOf<T>>(path, { ...query, limit, cursor: pageParam === '' ? undefined : pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
	});
	const rows = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
	return { query: asked, rows, more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined };
}
