import type { errorCatalogue } from '#kernel';

/** The code of the catalogue that a refusal is of, by its type: where a protocol has numbers of its own they stand as `code`. */
export function codeOf(problem: { readonly type?: string }): keyof typeof errorCatalogue {
	return String(problem.type).replace(/^\/problems\//, '') as keyof typeof errorCatalogue;
}
