import type { Expression, Test } from '../model.ts';
import { entryOf, textOf, textsOf, unspaced } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';
import { type Change, changeItems, type Naming } from './change.ts';
import { mapTests, renamed } from './items.ts';
import { noteApplied } from './progress.ts';

/** A step that gives fields other names; of several names any suffices. */
export function naming(names: Naming): Change {
	const refer = (test: Test): Test =>
		test.kind === 'fieldref' ? { ...test, field: names(test.field)?.[0] ?? test.field } : test;
	return (working) => {
		const { progress, step } = working;
		return changeItems(working, ({ field, expression }) => {
			const referred = mapTests(expression, (test) => [refer(test)]);
			const given = field === undefined ? undefined : names(field);
			if (given === undefined) return referred;
			for (const name of given) {
				progress.mapped.add(name);
				if (step !== undefined) noteApplied(progress, name, step);
			}
			const each = given.map((name): Expression => renamed(referred, name));
			return each.length === 1 && each[0] ? each[0] : { op: 'or', of: each };
		});
	};
}

export function readMapping(step: YamlMap): { naming: Naming } | string {
	const mapping = mappingOf(step);
	return mapping ? { naming: (field) => mapping.get(field) } : 'field_name_mapping needs a mapping';
}

export function readPrefixMapping(step: YamlMap): { naming: Naming } | string {
	const mapping = mappingOf(step);
	if (!mapping) return 'field_name_prefix_mapping needs a mapping';
	return {
		naming(field) {
			const [prefix, names] = [...mapping].find(([start]) => field.startsWith(start)) ?? [];
			return prefix === undefined ? undefined : names?.map((name) => name + field.slice(prefix.length));
		},
	};
}

export function readAffix(step: YamlMap, place: 'prefix' | 'suffix'): { naming: Naming } | string {
	const affix = textOf(entryOf(step, place)?.value);
	if (affix === undefined) return `field_name_${place} needs a ${place}`;
	return { naming: (field) => [unspaced(place === 'prefix' ? affix + field : field + affix)] };
}

function mappingOf(step: YamlMap): Map<string, string[]> | undefined {
	const node = entryOf(step, 'mapping')?.value;
	if (node?.kind !== 'map') return undefined;
	return new Map(node.entries.map(({ key, value }) => [unspaced(key), textsOf(value).map(unspaced)]));
}
