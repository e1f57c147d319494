import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './api.ts';

interface Named {
	readonly id: string;
	readonly name: string;
}
interface NamePage {
	readonly items: readonly Named[];
	readonly next?: string;
}

async function allNames(): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	let cursor: string | undefined;
	do {
		const page: NamePage = await api.get<NamePage>('/v1/institutions', { limit: 500, cursor });
		for (const { id, name } of page.items) names.set(id, name);
		cursor = page.next;
	} while (cursor !== undefined);
	return names;
}

/** Names of institutions by id, asked once; until they are there, and for what is not in the register, the beginning of the id. */
export function useNames(): { name(id: string): string; all: ReadonlyMap<string, string> } {
	const names = useQuery({ queryKey: ['institution-names'], queryFn: allNames, staleTime: 600_000 });
	const { data } = names;
	const name = useCallback((id: string) => data?.get(id) ?? `${id.slice(0, 8)}…`, [data]);
	return { name, all: data ?? new Map() };
}
