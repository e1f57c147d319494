import { type Finding, finding } from '#kernel';
import { entryOf, textOf } from '../yaml/access.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree.ts';

/**
 * The rules of one file. Older collections share parts between documents: `action: global` goes into all that follow,
 * `reset` ends that, `repeat` begins with the document before.
 */
export function documentsOf(documents: readonly YamlNode[], file: string, findings: Finding[]): YamlMap[] {
	const result: YamlMap[] = [];
	let shared: YamlMap | undefined;
	let previous: YamlMap | undefined;
	const given = new Map<string, number>();
	for (const document of documents) {
		if (document.kind === 'scalar' && document.value === null && documents.length > 1) continue;
		if (document.kind !== 'map') {
			findings.push(finding('rule-invalid', `${file}:${document.line}`, 'a rule must be a mapping'));
			continue;
		}
		const action = textOf(entryOf(document, 'action')?.value)?.toLowerCase();
		const rest = action === undefined ? document : without(document, 'action');
		if (action === 'global') shared = merge(shared, rest);
		else if (action === 'reset') shared = undefined;
		else {
			if (action !== undefined && action !== 'repeat') {
				findings.push(finding('rule-invalid', `${file}:${document.line}`, `action "${action}" is not global, repeat or reset`));
			}
			previous = action === 'repeat' ? merge(previous, rest) : merge(shared, rest);
			result.push(entryOf(rest, 'id') ? previous : numbered(previous, given));
		}
	}
	return result;
}

/** Rules that share one id as they share the rest get numbers after the first, as rules without any id do. */
function numbered(document: YamlMap, given: Map<string, number>): YamlMap {
	const id = textOf(entryOf(document, 'id')?.value);
	if (id === undefined) return document;
	const number = (given.get(id) ?? 0) + 1;
	given.set(id, number);
	if (number === 1) return document;
	const text = `${id}#${number}`;
	const entries = document.entries.map(
		(entry): YamlEntry =>
			entry.key === 'id' ? { ...entry, value: { kind: 'scalar', line: entry.line, text, value: text } } : entry,
	);
	return { ...document, entries };
}

function without(map: YamlMap, key: string): YamlMap {
	return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

/** The entries of both; where both have a key, mappings are merged and anything else is replaced. */
function merge(below: YamlMap | undefined, above: YamlMap): YamlMap {
	if (!below) return above;
	const entries = new Map<string, YamlEntry>(below.entries.map((entry) => [entry.key, entry]));
	for (const entry of above.entries) {
		const before = entries.get(entry.key)?.value;
		const both = before?.kind === 'map' && entry.value.kind === 'map' ? merge(before, entry.value) : entry.value;
		entries.set(entry.key, { ...entry, value: both });
	}
	return { kind: 'map', line: above.line, entries: [...entries.values()] };
}
