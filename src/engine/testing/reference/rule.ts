import { readYaml, type YamlEntry, type YamlMap, type YamlNode } from '../../yaml/tree.ts';
import { holds } from './condition.ts';
import { type Leaf, leavesOf, type Names, plainNames, valuesOf } from './fields.ts';
import { meaningOf } from './values.ts';

/**
 * The meaning of one Sigma rule in the plainest words, written from the specification: nothing is prepared, ordered or
 * remembered. It shares nothing with the engine but the YAML reader, and serves to contradict it in tests.
 */
export class ReferenceRule {
	private readonly parts = new Map<string, YamlNode>();
	private readonly conditions: readonly string[];

	/** @param text one rule that the engine took without a fault */
	constructor(text: string) {
		const read = readYaml('reference.yml', text);
		const document = read.ok ? read.value[0] : undefined;
		const detection = document && entryOf(document, 'detection');
		if (detection?.kind !== 'map') throw new Error('not a rule');
		for (const { key, value } of detection.entries) if (key !== 'condition' && key !== 'timeframe') this.parts.set(key, value);
		const condition = entryOf(detection, 'condition');
		this.conditions = (condition?.kind === 'list' ? condition.items : [condition]).map((one) =>
			one?.kind === 'scalar' ? one.text : '',
		);
	}

	matches(event: object, names: Names = plainNames): boolean {
		const asked = { event, names };
		const part = (name: string) => this.part(this.parts.get(name), asked);
		return this.conditions.some((condition) => holds(condition, [...this.parts.keys()], part));
	}

	private part(node: YamlNode | undefined, asked: Asked): boolean {
		if (!node) throw new Error('the condition names what is not there');
		if (node.kind === 'list') return node.items.some((item) => this.part(item, asked));
		if (node.kind === 'map') return node.entries.every((entry) => this.item(entry, asked));
		const passes = meaningOf(node, [], true);
		return leavesOf(asked.event).some((leaf) => passes(leaf, () => []));
	}

	private item({ key, value }: YamlEntry, { event, names }: Asked): boolean {
		const [written = '', ...modifiers] = key.split('|');
		const field = written.replaceAll(' ', '');
		const values = field === '' ? leavesOf(event) : valuesOf(event, field, names);
		const others = (name: string): readonly Leaf[] => valuesOf(event, name, names) ?? [];
		const each = (value.kind === 'list' ? value.items : [value]).map((node): boolean => {
			if (node.kind !== 'scalar') throw new Error('not a plain value');
			if (modifiers.includes('exists')) return (values !== undefined) === /^(true|yes)$/i.test(node.text);
			if (node.value === null && values === undefined && field !== '') return true;
			const passes = meaningOf(node, modifiers, field === '');
			return (values ?? []).some((one) => passes(one, others));
		});
		const all = modifiers.includes('all') ? each.every(Boolean) : each.some(Boolean);
		return modifiers.includes('neq') ? values !== undefined && !all : all;
	}
}

interface Asked {
	readonly event: object;
	readonly names: Names;
}

function entryOf(node: YamlNode | YamlMap, key: string): YamlNode | undefined {
	return node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}
