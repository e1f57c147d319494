import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { useFresh } from '../../parts/live.tsx';
import { type Held, hold } from './held.ts';
import type { AlertPage, AlertRow } from './types.ts';

const openStates = 'new,taken';
export const alertsKey = ['alerts'];

export interface Queue extends Held<AlertRow> {
	readonly query: ReturnType<typeof useAsked>['query'];
	readonly counts: AlertPage['counts'] | undefined;
	/** Shows what was held back. */
	letIn(): void;
	readonly more: (() => void) | undefined;
}

function useAsked() {
	const address = useAddress();
	const filter = {
		state: address.get('show') || openStates,
		severity: address.get('weight'),
		institution: address.get('at'),
		bundle: address.get('bundle'),
		search: address.get('q'),
		mine: address.get('mine') === 'yes' ? 'true' : '',
	};
	const query = useInfiniteQuery({
		queryKey: [...alertsKey, 'queue', filter],
		queryFn: ({ pageParam, signal }) =>
			api.get<AlertPage>('/v1/alerts', { ...filter, limit: 100, cursor: pageParam === '' ? undefined : pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
		placeholderData: (before) => before,
	});
	useFresh(['alert', 'monitoring'], alertsKey);
	return { query, filter: JSON.stringify(filter) };
}

/** The queue as the address asks for it, kept still while somebody reads it. @param reading whether a row is held on to */
export function useQueue(reading: boolean): Queue {
	const { query, filter } = useAsked();
	const now = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
	const before = useRef<{ filter: string; rows: readonly AlertRow[] } | null>(null);
	const held = hold(reading && before.current?.filter === filter ? before.current.rows : null, now);
	before.current = query.isPlaceholderData ? null : { filter, rows: held.rows };
	return {
		...held,
		query,
		counts: query.data?.pages[0]?.counts,
		letIn() {
			before.current = null;
		},
		more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
	};
}
