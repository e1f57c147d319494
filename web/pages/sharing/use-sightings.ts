import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import type { Sightings } from './types.ts';

export interface SightingFilter {
	readonly answer: string;
	readonly search: string;
}
export const unfiltered: SightingFilter = { answer: '', search: '' };

/** Answers on an advisory's indicators, page after page; what is counted stands on every page. */
export function useSightings(advisory: string, filter: SightingFilter, enabled = true) {
	return useInfiniteQuery({
		queryKey: ['advisory', advisory, 'sightings', filter],
		queryFn: ({ pageParam, signal }) =>
			api.get<Sightings>(`/v1/advisories/${advisory}/sightings`, { ...filter, limit: 200, cursor: pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
		placeholderData: (before) => before,
		enabled,
	});
}
