import type { Audience } from './types.ts';

export interface Member {
	readonly id: string;
	readonly name: string;
	readonly kind: string;
	readonly umbrella: string | null;
	readonly umbrellaName: string | null;
}

/** Whom somebody chose; an umbrella is a list of its members of today. */
export type Chosen =
	| { readonly to: 'all' }
	| { readonly to: 'kinds'; readonly kinds: readonly string[] }
	| { readonly to: 'umbrella'; readonly umbrella: string }
	| { readonly to: 'listed'; readonly institutions: readonly string[] };

/** Institutions that the choice reaches. */
export function reached(chosen: Chosen, members: readonly Member[]): readonly Member[] {
	if (chosen.to === 'all') return members;
	if (chosen.to === 'kinds') return members.filter(({ kind }) => chosen.kinds.includes(kind));
	if (chosen.to === 'umbrella') return members.filter(({ umbrella }) => umbrella === chosen.umbrella);
	return members.filter(({ id }) => chosen.institutions.includes(id));
}

/** The choice as the server takes it. */
export function asAudience(chosen: Chosen, members: readonly Member[]): Audience {
	if (chosen.to === 'all') return { to: 'all' };
	if (chosen.to === 'kinds') return { to: 'kinds', kinds: [...chosen.kinds] as Extract<Audience, { to: 'kinds' }>['kinds'] };
	return { to: 'listed', institutions: reached(chosen, members).map(({ id }) => id) };
}

/** Umbrellas that have members, by name. */
export function umbrellasOf(members: readonly Member[]): { readonly id: string; readonly name: string }[] {
	const found = new Map(
		members.flatMap(({ umbrella, umbrellaName }) => (umbrella === null ? [] : [[umbrella, umbrellaName ?? umbrella]])),
	);
	return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'nl'));
}
