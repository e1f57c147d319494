import type { Indicator } from '#engine';

type Bare = Pick<Indicator, 'id' | 'kind' | 'value'> & { readonly match: NonNullable<Indicator['match']> };

/**
 * An indicator as the index takes it. The beginning of a URL is host and path, as searching back has it: a query in it says
 * nothing. Validity is left out, because the index keeps it in minutes and an indicator counts from its second.
 */
export function indexForm({ id, kind, match, value }: Bare): Indicator {
	const cut = match === 'prefix' ? value.search(/[?#]/) : -1;
	return { id, kind, match, value: cut === -1 ? value : value.slice(0, cut) };
}
