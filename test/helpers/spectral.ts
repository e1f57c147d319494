/** The part of Spectral's language that the Dutch API design rules use: small, and it refuses what it does not know. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** One place in a document: what stands there, under which key, by which way. */
interface Place {
	readonly path: string;
	readonly key: string;
	readonly value: Json | undefined;
}

interface Then {
	readonly function: string;
	readonly field?: string;
	readonly functionOptions?: {
		readonly match?: string;
		readonly notMatch?: string;
		readonly properties?: readonly string[];
		readonly type?: string;
		readonly schema?: {
			readonly required?: readonly string[];
			readonly anyOf?: readonly { readonly required: readonly string[] }[];
		};
	};
}

export interface Rule {
	readonly severity: string;
	readonly given: string | readonly string[];
	readonly then: Then;
}

const childrenOf = (place: Place): Place[] =>
	typeof place.value === 'object' && place.value !== null
		? Object.entries(place.value).map(([key, value]) => ({ path: `${place.path}/${key}`, key, value }))
		: [];
const descendantsOf = (place: Place): Place[] => [place, ...childrenOf(place).flatMap(descendantsOf)];

const filter = /^\[\?\(@property && (!?)@property\.match\(\/(.*)\/(i?)\)\)\]/;
const walks: readonly [RegExp, (places: Place[], found: RegExpExecArray) => Place[]][] = [
	[/^\.\./, (places) => places.flatMap(descendantsOf)],
	[
		filter,
		(places, [, not, pattern = '', flags]) =>
			places.flatMap(childrenOf).filter(({ key }) => new RegExp(pattern, flags).test(key) !== (not === '!')),
	],
	[/^(\.\*|\[\*\]|\*)/, (places) => places.flatMap(childrenOf)],
	[/^\['?([\w/.-]+)'?\]/, (places, [, name]) => places.flatMap(childrenOf).filter(({ key }) => key === name)],
	[/^\.?([A-Za-z_]\w*)/, (places, [, name]) => places.flatMap(childrenOf).filter(({ key }) => key === name)],
	[/^\.(?=\[)/, (places) => places],
];

/** Where a JSONPath of the rules leads; `keys` when it ends in `~` and so speaks of the keys themselves. */
export function find(document: Json, path: string): { places: Place[]; keys: boolean } {
	const keys = path.endsWith('~');
	let rest = path.replace(/^\$/, '').replace(/~$/, '');
	let places: Place[] = [{ path: '', key: '', value: document }];
	while (rest !== '') {
		const step = walks.map(([pattern, walk]) => ({ found: pattern.exec(rest), walk })).find(({ found }) => found !== null);
		if (!step?.found) throw new Error(`this JSONPath is not understood: ${path} at ${rest}`);
		places = step.walk(places, step.found);
		rest = rest.slice(step.found[0].length);
	}
	return { places, keys };
}

/** The document with what its references point at in their place, as Spectral sees it. */
export function resolved(document: Json, value: Json = document): Json {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one: Json) => resolved(document, one));
	const reference = (value as Record<string, Json>)['$ref'];
	if (typeof reference === 'string') {
		const steps = reference.split('/').slice(1);
		const target = steps.reduce<Json | undefined>((at, step) => (at as Record<string, Json> | undefined)?.[step], document);
		return target === undefined ? value : resolved(document, target);
	}
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(document, inner)]));
}

const has = (value: Json | undefined, names: readonly string[]) =>
	typeof value === 'object' && value !== null && names.every((name) => name in value);

const casings: Record<string, RegExp> = {
	pascal: /^[A-Z][A-Za-z0-9]*$/,
	camel: /^[a-z][A-Za-z0-9]*$/,
};

/** Whether a value keeps to a rule's function. Throws when the function is not known here. */
function keeps({ function: name, functionOptions: options = {} }: Then, value: Json | undefined): boolean {
	const text = typeof value === 'string' ? value : undefined;
	switch (name) {
		case 'truthy':
			return Boolean(value);
		case 'pattern':
			if (text === undefined) return true;
			return (
				(options.match === undefined || new RegExp(options.match).test(text)) &&
				(options.notMatch === undefined || !new RegExp(options.notMatch).test(text))
			);
		case 'or':
			return (options.properties ?? []).some((property) => has(value, [property]));
		case 'casing':
			return text === undefined || (casings[options.type ?? '']?.test(text) ?? false);
		case 'schema': {
			const { required = [], anyOf } = options.schema ?? {};
			return has(value, required) && (anyOf === undefined || anyOf.some((one) => has(value, one.required)));
		}
		default:
			throw new Error(`this function of a rule is not known: ${name}`);
	}
}

function subjectsOf(place: Place, keys: boolean, field: string | undefined): (Json | undefined)[] {
	if (keys) return [place.key];
	if (field === undefined) return [place.value];
	if (field === '@key') return childrenOf(place).map(({ key }) => key);
	const value = place.value;
	return [typeof value === 'object' && value !== null ? (value as Record<string, Json>)[field] : undefined];
}

/** Judges a document by one rule. @returns how many places it looked at, and those that break the rule */
export function judge(document: Json, rule: Rule): { looked: number; broken: string[] } {
	const givens = typeof rule.given === 'string' ? [rule.given] : rule.given;
	const found = givens.map((given) => find(document, given));
	const judged = found.flatMap(({ places, keys }) =>
		places.flatMap((place) => subjectsOf(place, keys, rule.then.field).map((value) => ({ place, value }))),
	);
	const broken = judged.filter(({ value }) => !keeps(rule.then, value));
	return {
		looked: judged.length,
		broken: broken.map(({ place, value }) => `${place.path} ${JSON.stringify(value)?.slice(0, 80)}`),
	};
}
