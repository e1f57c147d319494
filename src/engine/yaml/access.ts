import type { YamlEntry, YamlMap, YamlNode } from './tree.ts';

export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
	return map.entries.find((entry) => entry.key === key);
}

export function textOf(node: YamlNode | undefined): string | undefined {
	return node?.kind === 'scalar' && node.value !== null ? node.text : undefined;
}

/** One text or a list of texts; anything else in the list is left out. */
export function textsOf(node: YamlNode | undefined): string[] {
	if (!node) return [];
	const items = node.kind === 'list' ? node.items : [node];
	return items.flatMap((item) => textOf(item) ?? []);
}

/** Blanks in names of fields are dropped, wherever they stand. */
export function unspaced(field: string): string {
	return field.replaceAll(' ', '');
}

/** A plain JavaScript value, for parts that are carried along unjudged. */
export function plainOf(node: YamlNode): unknown {
	if (node.kind === 'scalar') return node.value;
	if (node.kind === 'list') return node.items.map(plainOf);
	return Object.fromEntries(node.entries.map((entry) => [entry.key, plainOf(entry.value)]));
}
