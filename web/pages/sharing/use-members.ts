import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import type { Member } from './audience.ts';

interface MemberPage {
	readonly items: readonly Member[];
	readonly next?: string;
}

async function allMembers(): Promise<Member[]> {
	const members: Member[] = [];
	let cursor: string | undefined;
	do {
		const page: MemberPage = await api.get<MemberPage>('/v1/institutions', { limit: 500, cursor });
		members.push(...page.items);
		cursor = page.next;
	} while (cursor !== undefined);
	return members.sort((a, b) => a.name.localeCompare(b.name, 'nl'));
}

/** All institutions of the register with their kind and umbrella, asked once. */
export function useMembers(): readonly Member[] {
	return useQuery({ queryKey: ['institution-members'], queryFn: allMembers, staleTime: 600_000 }).data ?? [];
}
