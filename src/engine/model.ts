/** One event as it came out of JSON.parse. */
export type EventRecord = Readonly<Record<string, unknown>>;

/** Where events come from; an absent part means "any". */
export interface LogSource {
	readonly product?: string;
	readonly category?: string;
	readonly service?: string;
}

export const ruleLevels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

/** What people see of a rule. The author must stand wherever a rule or its match is shown (Detection Rule License). */
export interface RuleHeader {
	/** The rule's own id; its name or that of its file where the author gave none, without blanks. */
	readonly id: string;
	readonly name?: string;
	readonly title: string;
	readonly level: RuleLevel;
	readonly status: string;
	readonly author: string;
	readonly description: string;
	readonly tags: readonly string[];
	readonly references: readonly string[];
	readonly falsepositives: readonly string[];
	/** `file:line` of the document. */
	readonly where: string;
}

/** A test on one value of a field. Texts are lower case already unless `cased`. */
export type Test =
	| { readonly kind: 'text'; readonly mode: TextMode; readonly text: string; readonly cased: boolean; readonly dash: boolean }
	| { readonly kind: 'glob'; readonly parts: readonly GlobPart[]; readonly cased: boolean; readonly dash: boolean }
	| { readonly kind: 'regex'; readonly source: string; readonly flags: string }
	| { readonly kind: 'cidr'; readonly network: string }
	| { readonly kind: 'compare'; readonly operator: Comparison; readonly number: number; readonly part?: TimePart }
	| { readonly kind: 'null' }
	| { readonly kind: 'present'; readonly wanted: boolean }
	| { readonly kind: 'fieldref'; readonly field: string; readonly mode: TextMode; readonly cased: boolean }
	| {
			readonly kind: 'unexpanded';
			readonly template: string;
			/** What the values will be once they are known. */
			readonly as: 'text' | 'cidr' | 'regex';
			/** Of a regular expression. */
			readonly flags: string;
			readonly mode: TextMode;
			readonly cased: boolean;
			readonly dash: boolean;
	  };

export type TextMode = 'equals' | 'contains' | 'startswith' | 'endswith';
export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
/** Literal text, any run of characters, or exactly one character. */
export type GlobPart = string | { readonly wild: '*' | '?' };

/** What a rule says, free of YAML. A field expression holds when any value of the field passes the test. */
export type Expression =
	| { readonly op: 'and'; readonly of: readonly Expression[] }
	| { readonly op: 'or'; readonly of: readonly Expression[] }
	| { readonly op: 'not'; readonly of: Expression }
	| { readonly op: 'field'; readonly field: string; readonly test: Test }
	| { readonly op: 'differs'; readonly field: string; readonly of: Expression }
	| { readonly op: 'keyword'; readonly test: Test };

export interface DetectionRule extends RuleHeader {
	readonly kind: 'detection';
	readonly logsource: LogSource;
	readonly expression: Expression;
}
