/** A search as a tree; what it means in SQL is told by condition.ts. */
export type Query =
	| { readonly op: 'and'; readonly of: readonly Query[] }
	| { readonly op: 'or'; readonly of: readonly Query[] }
	| { readonly op: 'not'; readonly of: Query }
	| { readonly op: 'text'; readonly pattern: Pattern }
	| { readonly op: 'field'; readonly field: string; readonly pattern: Pattern }
	| { readonly op: 'range'; readonly field: string; readonly from: string; readonly to: string };

/** Literal pieces with `*` between them; one piece is the value itself. A quoted value has no wildcards. */
export interface Pattern {
	readonly pieces: readonly string[];
}
