/** A correlation as our own rules use it. */
export interface Correlation {
	readonly type: 'event_count' | 'value_count' | 'temporal_ordered';
	readonly rules: readonly string[];
	readonly 'group-by': readonly string[];
	readonly timespan: string;
	readonly condition?: { readonly gte: number; readonly field?: string };
	readonly aliases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
/** Something that counts for a correlation: a match of a base rule, or the firing of another correlation. */
export interface Occurrence {
	readonly rule: string;
	readonly at: number;
	readonly event: Readonly<Record<string, unknown>>;
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const times = ['@timestamp', 'timestamp', 'time', 'createdDateTime', 'activityDateTime', 'CreationTime'];

/** Moment of an event in ms since 1970, by the names our samples use. */
export function momentOf(event: Readonly<Record<string, unknown>>): number {
	if (typeof event.ts === 'number') return event.ts * 1000;
	const text = times.map((name) => event[name]).find((value) => typeof value === 'string');
	return Date.parse(String(text).replace(/(T[\d:]+)$/, '$1Z'));
}

/**
 * The plain reading of the Sigma correlation specification: quadratic, without state, only for samples. It stands beside
 * the engine's own so that a rule's samples do not rest on the same code twice.
 */
export function correlate(correlation: Correlation, occurrences: readonly Occurrence[]): Occurrence[] {
	const span = Number(correlation.timespan.slice(0, -1)) * (units[correlation.timespan.slice(-1)] ?? Number.NaN);
	const counted = occurrences.filter(({ rule }) => correlation.rules.includes(rule)).sort((a, b) => a.at - b.at);
	const groupOf = ({ rule, event }: Occurrence) =>
		JSON.stringify(correlation['group-by'].map((name) => fieldOf(event, correlation.aliases?.[name]?.[rule] ?? name)));
	return counted.filter((last) => {
		const window = counted.filter((one) => groupOf(one) === groupOf(last) && one.at <= last.at && one.at > last.at - span);
		return holds(correlation, window);
	});
}

function holds({ type, rules, condition }: Correlation, window: readonly Occurrence[]): boolean {
	if (type === 'temporal_ordered') {
		let next = 0;
		for (const { rule } of window) if (rule === rules[next]) next++;
		return next === rules.length;
	}
	const field = condition?.field;
	const values = field === undefined ? window.map((_, index) => index) : window.map(({ event }) => fieldOf(event, field));
	return new Set(values.filter((value) => value !== undefined)).size >= (condition?.gte ?? Number.POSITIVE_INFINITY);
}

function fieldOf(event: Readonly<Record<string, unknown>>, field: string): unknown {
	if (Object.hasOwn(event, field)) return event[field];
	if (field === 'Computer') return event.Hostname; // as the engine reads Windows events
	return field
		.split('.')
		.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined), event);
}
