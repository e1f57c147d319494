/** A search as a tree; what it means in SQL is told by condition.ts. */
export type Query =
	| { readonly op: 'and'; readonly of: readonly Query[] }
	| { readonly op: 'or'; readonly of: readonly Query[] }
	| { readonly op: 'not'; readonly of: Query }
	| { readonly op: 'text'; readonly pattern: Pattern }
	| { readonly op: 'field'; readonly field: string; readonly pattern: Pattern }
	| ({ readonly op: 'range'; readonly field: string } & Range);

/** `*` is no bound. */
export interface Range {
	readonly from: string;
	readonly to: string;
	/** Whether the bounds themselves are left out. */
	readonly beyond: boolean;
}

/** Literal pieces with `*` between them; one piece is the value itself. A quoted value has no wildcards. */
export interface Pattern {
	readonly pieces: readonly string[];
}
