import type { Comparison, TextMode, TimePart } from '../model.ts';

export type Encoding = 'base64' | 'base64offset' | 'wide' | 'utf16le' | 'utf16be' | 'utf16';

/** What the modifiers of one key ask for together. */
export interface Modifiers {
	mode?: TextMode;
	all: boolean;
	cased: boolean;
	dash: boolean;
	differs: boolean;
	expand: boolean;
	fieldref: boolean;
	exists: boolean;
	cidr: boolean;
	regex: boolean;
	/** Flags of a regular expression: letters of `ims`. */
	flags: string;
	comparison?: Comparison;
	part?: TimePart;
	readonly encodings: Encoding[];
}

type Change = (to: Modifiers) => void;
const encoding =
	(name: Encoding): Change =>
	(to) =>
		to.encodings.push(name);
const mode =
	(name: TextMode): Change =>
	(to) => {
		to.mode = name;
	};
const comparison =
	(name: Comparison): Change =>
	(to) => {
		to.comparison = name;
	};
const part =
	(name: TimePart): Change =>
	(to) => {
		to.part = name;
	};
const flag =
	(letter: string): Change =>
	(to) => {
		if (!to.flags.includes(letter)) to.flags += letter;
	};
const on =
	(name: 'all' | 'cased' | 'dash' | 'differs' | 'expand' | 'fieldref' | 'exists' | 'cidr' | 'regex'): Change =>
	(to) => {
		to[name] = true;
	};

/** Sigma modifiers appendix 2.1.0; a new modifier is one row. */
const modifierTable = new Map<string, Change>([
	['contains', mode('contains')],
	['startswith', mode('startswith')],
	['endswith', mode('endswith')],
	['all', on('all')],
	['cased', on('cased')],
	['windash', on('dash')],
	['neq', on('differs')],
	['expand', on('expand')],
	['fieldref', on('fieldref')],
	['exists', on('exists')],
	['cidr', on('cidr')],
	['re', on('regex')],
	['i', flag('i')],
	['ignorecase', flag('i')],
	['m', flag('m')],
	['multiline', flag('m')],
	['s', flag('s')],
	['dotall', flag('s')],
	['base64', encoding('base64')],
	['base64offset', encoding('base64offset')],
	['wide', encoding('wide')],
	['utf16', encoding('utf16')],
	['utf16le', encoding('utf16le')],
	['utf16be', encoding('utf16be')],
	['lt', comparison('lt')],
	['lte', comparison('lte')],
	['gt', comparison('gt')],
	['gte', comparison('gte')],
	['minute', part('minute')],
	['hour', part('hour')],
	['day', part('day')],
	['week', part('week')],
	['month', part('month')],
	['year', part('year')],
]);

/** Reads the part of a key after the field name; the answer is a sentence when a modifier is unknown or two do not go together. */
export function readModifiers(names: readonly string[]): Modifiers | string {
	const result: Modifiers = {
		all: false,
		cased: false,
		dash: false,
		differs: false,
		expand: false,
		fieldref: false,
		exists: false,
		cidr: false,
		regex: false,
		flags: '',
		encodings: [],
	};
	for (const name of names) {
		const change = modifierTable.get(name);
		if (!change) return `modifier "${name}" is not known`;
		const { mode: text, comparison: than, part: of } = result;
		change(result);
		if (differ(text, result.mode) || differ(than, result.comparison) || differ(of, result.part))
			return `modifiers "${names.join('|')}" do not go together`;
	}
	if (result.flags && !result.regex) return 'modifiers "i", "m" and "s" need "re"';
	const kinds = [result.regex, result.cidr, result.exists, result.fieldref, result.comparison, result.encodings.length > 0];
	const textless = result.cidr || result.comparison !== undefined || result.part !== undefined;
	const alone = (result.exists && names.length > 1) || (result.regex && result.dash);
	const caseTwice = result.cased && result.flags.includes('i');
	if (alone || caseTwice || (textless && (result.cased || result.dash)) || kinds.filter(Boolean).length > 1)
		return `modifiers "${names.join('|')}" do not go together`;
	if (result.mode && (result.cidr || result.exists || result.comparison || result.part)) {
		return `modifiers "${names.join('|')}" do not go together`;
	}
	return result;
}

/** Whether a second choice took the place of another. */
function differ(before: string | undefined, now: string | undefined): boolean {
	return before !== undefined && before !== now;
}
