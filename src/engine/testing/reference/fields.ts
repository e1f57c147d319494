/** How an event names its fields: further names for a rule's field, and objects whose members count as members of the event. */
export interface Names {
	readonly aliases: Readonly<Record<string, readonly string[]>>;
	readonly containers: readonly string[];
}
export const plainNames: Names = { aliases: {}, containers: [] };
export type Leaf = string | number | boolean | null;

/** All plain values of a field; `undefined` when the event has no such field. The first name that is there decides. */
export function valuesOf(event: object, field: string, { aliases, containers }: Names): Leaf[] | undefined {
	const names = [field, ...(Object.hasOwn(aliases, field) ? (aliases[field] ?? []) : [])];
	for (const container of ['', ...containers]) {
		for (const name of names) {
			const found = reach(event, container === '' ? name : `${container}.${name}`);
			if (found.length > 0) return found.flatMap(leavesIn);
		}
	}
	return undefined;
}

/** What stands under a path; a dot may be a step into an object or part of a name, and arrays are looked through. */
function reach(value: object, path: string): unknown[] {
	return Object.entries(value).flatMap(([key, child]): unknown[] => {
		const name = key.replaceAll(' ', '');
		if (name === path) return [child];
		if (!path.startsWith(`${name}.`)) return [];
		const rest = path.slice(name.length + 1);
		const inside = (Array.isArray(child) ? child : [child]).filter((one) => typeof one === 'object' && one !== null);
		return inside.flatMap((one) => (Array.isArray(one) ? [] : [...reach(one, rest), ...paired(one, rest)]));
	});
}

/** XML turned into JSON names its data in attributes: `{"Data": [{"@Name": "Image", "#text": "x"}]}`. */
function paired(object: Record<string, unknown>, name: string): unknown[] {
	const list = [object, ...(Array.isArray(object.Data) ? object.Data : [object.Data])];
	return list.flatMap((item) => {
		if (typeof item !== 'object' || item === null) return [];
		const given = item['@Name'] ?? item['#attributes']?.Name ?? item.$?.Name;
		return given === name ? [item['#text'] ?? item._ ?? null] : [];
	});
}

function leavesIn(value: unknown): Leaf[] {
	if (Array.isArray(value)) return value.flatMap(leavesIn);
	if (typeof value !== 'object' || value === null) return [value as Leaf];
	const object = value as Record<string, unknown>;
	const text = object['#text'] ?? object._;
	if (Array.isArray(text)) return leavesIn(text);
	if (text !== undefined) return typeof text === 'object' ? [] : [text as Leaf];
	const { Name: name, Value: of, ...more } = object;
	const pair = typeof name === 'string' && of !== undefined && (typeof of !== 'object' || of === null);
	return pair && Object.keys(more).length === 0 ? [name, of as Leaf] : [];
}

/** Every plain value anywhere in the event. */
export function leavesOf(value: unknown): Leaf[] {
	if (typeof value !== 'object' || value === null) return [value as Leaf];
	return Object.values(value).flatMap(leavesOf);
}
