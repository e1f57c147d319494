import type { Contribution } from './anonymity.ts';
import type { Cell } from './suppression.ts';

/** What the declared breakdowns need to know of an institution. */
export interface Member {
	readonly institution: string;
	readonly kind: string;
	readonly province: string | null;
}

/** The only breakdowns there are. Another one is a decision of the sector, not a query parameter. */
export const breakdowns = [
	{ name: 'kind', of: (member: Member) => member.kind },
	{ name: 'province', of: (member: Member) => member.province ?? 'unknown' },
] as const;

/** Splits the contributions into the total and the declared breakdowns. */
export function cellsOf(
	contributions: readonly Contribution[],
	members: ReadonlyMap<string, Member>,
): { total: Cell; parts: Cell[][] } {
	const parts = breakdowns.map(({ name, of }) => {
		const groups = new Map<string, Contribution[]>();
		for (const given of contributions) {
			const member = members.get(given.institution);
			if (member === undefined) continue;
			const key = `${name}:${of(member)}`;
			groups.set(key, [...(groups.get(key) ?? []), given]);
		}
		return [...groups].map(([key, group]): Cell => ({ key, group })).sort((a, b) => a.key.localeCompare(b.key));
	});
	return { total: { key: 'all', group: contributions.filter(({ institution }) => members.has(institution)) }, parts };
}
