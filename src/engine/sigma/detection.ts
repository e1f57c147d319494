import { type Finding, finding } from '#kernel';
import type { Expression } from '../model.ts';
import { unspaced } from '../yaml/access.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../yaml/tree.ts';
import { type Condition, readCondition, selectNames } from './condition.ts';
import { type Modifiers, readModifiers } from './modifiers.ts';
import { readValue } from './values.ts';

const noModifiers = readModifiers([]) as Modifiers;
const maxCombinations = 500;
const nothing: Expression = { op: 'or', of: [] };

export interface ReadDetection {
	readonly expression: Expression;
	/** False when what it says could not be understood whole. */
	readonly usable: boolean;
	readonly findings: readonly Finding[];
}

/** Reads the named parts and the condition of a detection or of a filter; parts that no condition names are told too. */
export function readDetection(detection: YamlMap, file: string, ignored: readonly string[] = []): ReadDetection {
	const reader = new DetectionReader(file);
	const expression = reader.read(detection, ignored);
	const usable = reader.findings.length === 0;
	return { expression, usable, findings: usable ? reader.unused() : reader.findings };
}

/** Reads one part alone, as the steps of pipelines write it. */
export function readPart(part: YamlMap, file: string): Omit<ReadDetection, 'usable'> {
	const reader = new DetectionReader(file);
	const expression = reader.part(part);
	return { expression, findings: reader.findings };
}

class DetectionReader {
	readonly findings: Finding[] = [];
	private readonly file: string;
	private readonly parts = new Map<string, Expression>();
	private readonly lines = new Map<string, number>();
	private readonly used = new Set<string>();

	constructor(file: string) {
		this.file = file;
	}

	read(detection: YamlMap, ignored: readonly string[] = []): Expression {
		const skipped = new Set(['condition', 'timeframe', ...ignored]);
		for (const entry of detection.entries) {
			if (skipped.has(entry.key)) continue;
			this.parts.set(entry.key, this.part(entry.value));
			this.lines.set(entry.key, entry.line);
		}
		const condition = detection.entries.find((entry) => entry.key === 'condition');
		if (!condition) {
			this.fault(detection.line, 'condition-missing', 'the detection has no condition');
			return nothing;
		}
		const texts = condition.value.kind === 'list' ? condition.value.items : [condition.value];
		if (texts.length === 0) this.fault(condition.line, 'condition-invalid', 'a condition must be a text');
		return any(texts.map((text) => this.condition(text)));
	}

	unused(): Finding[] {
		return [...this.lines].flatMap(([name, line]) =>
			this.used.has(name) || name.startsWith('_')
				? []
				: finding('condition-unused', `${this.file}:${line}`, `no condition names "${name}"`),
		);
	}

	private condition(node: YamlNode): Expression {
		if (node.kind !== 'scalar' || !node.text.trim()) {
			this.fault(node.line, 'condition-invalid', 'a condition must be a text');
			return nothing;
		}
		const read = readCondition(node.text, `${this.file}:${node.line}`);
		if (read.ok) return this.resolve(read.value, node.line);
		this.findings.push(...read.findings);
		return nothing;
	}

	private resolve(condition: Condition, line: number): Expression {
		switch (condition.op) {
			case 'and':
			case 'or':
				return { op: condition.op, of: condition.of.map((one) => this.resolve(one, line)) };
			case 'not':
				return { op: 'not', of: this.resolve(condition.of, line) };
			case 'name':
				return this.named(condition.name, line);
			case 'some':
				return this.some(condition.count, condition.pattern, line);
		}
	}

	private named(name: string, line: number): Expression {
		const part = this.parts.get(name);
		this.used.add(name);
		if (part) return part;
		this.fault(line, 'condition-invalid', `the condition names "${name}", which is not there`);
		return nothing;
	}

	private some(count: number | 'all', pattern: string, line: number): Expression {
		const names = selectNames(pattern, [...this.parts.keys()]);
		for (const name of names) this.used.add(name);
		const parts = names.flatMap((name) => this.parts.get(name) ?? []);
		if (parts.length === 0) {
			this.fault(line, 'condition-invalid', `the condition names "${pattern}", which fits nothing`);
			return nothing;
		}
		if (count !== 'all' && count > parts.length)
			this.fault(line, 'condition-invalid', `"${count} of ${pattern}" wants more than the ${parts.length} there are`);
		if (count === 'all') return all(parts);
		if (count === 1) return any(parts);
		const combinations = choose(parts, count);
		if (combinations.length <= maxCombinations) return any(combinations.map(all));
		this.fault(line, 'condition-invalid', `"${count} of ${pattern}" has too many combinations`);
		return nothing;
	}

	part(node: YamlNode): Expression {
		if (node.kind === 'map') return this.map(node);
		if (node.kind === 'scalar') return this.item(undefined, noModifiers, node);
		if (node.items.length === 0) this.fault(node.line, 'detection-invalid', 'an empty list matches nothing');
		return any(node.items.map((item) => this.part(item)));
	}

	private map(node: YamlMap): Expression {
		if (node.entries.length === 0) this.fault(node.line, 'detection-invalid', 'an empty part matches nothing');
		return all(node.entries.map((entry) => this.entry(entry)));
	}

	private entry(entry: YamlEntry): Expression {
		const [name = '', ...names] = entry.key.split('|');
		const modifiers = readModifiers(names);
		if (typeof modifiers === 'string') {
			this.fault(entry.line, 'modifier-invalid', modifiers);
			return nothing;
		}
		const field = unspaced(name);
		if (field || !(modifiers.exists || modifiers.fieldref)) return this.item(field || undefined, modifiers, entry.value);
		this.fault(entry.line, 'modifier-invalid', `"${names.join('|')}" needs a field`);
		return nothing;
	}

	private item(field: string | undefined, modifiers: Modifiers, node: YamlNode): Expression {
		const values = node.kind === 'list' ? node.items : [node];
		if (modifiers.exists && values.length > 1) this.fault(node.line, 'value-invalid', '"exists" wants one value');
		if (values.length === 0) this.fault(node.line, 'detection-invalid', 'an empty list matches nothing');
		const each = values.map((value) => {
			if (value.kind === 'scalar') return this.value(field, modifiers, value);
			this.fault(value.line, 'detection-invalid', 'a value must be a text, a number or null');
			return nothing;
		});
		const joined = modifiers.all ? all(each) : any(each);
		if (!modifiers.differs) return joined;
		return field === undefined ? { op: 'not', of: joined } : { op: 'differs', field, of: joined };
	}

	private value(field: string | undefined, modifiers: Modifiers, node: YamlScalar): Expression {
		if (field === undefined && node.value === null) {
			this.fault(node.line, 'detection-invalid', 'an empty keyword matches nothing');
			return nothing;
		}
		const tests = readValue(node, modifiers, field === undefined ? 'contains' : 'equals');
		if (typeof tests === 'string') {
			this.fault(node.line, 'value-invalid', tests);
			return nothing;
		}
		return any(tests.map((test) => (field === undefined ? { op: 'keyword', test } : { op: 'field', field, test })));
	}

	private fault(line: number, code: string, detail: string): void {
		this.findings.push(finding(code, `${this.file}:${line}`, detail));
	}
}

function all(of: readonly Expression[]): Expression {
	return of.length === 1 && of[0] ? of[0] : { op: 'and', of };
}

function any(of: readonly Expression[]): Expression {
	return of.length === 1 && of[0] ? of[0] : { op: 'or', of };
}

function choose<T>(items: readonly T[], count: number): T[][] {
	let chosen: T[][] = [[]];
	const result: T[][] = [];
	for (const item of items) {
		const grown = chosen.map((one) => [...one, item]);
		result.push(...grown.filter((one) => one.length === count));
		chosen = [...chosen, ...grown.filter((one) => one.length < count)];
		if (result.length > maxCombinations || chosen.length > maxCombinations * 4) break;
	}
	return result.length > maxCombinations || chosen.length > maxCombinations * 4 ? Array(maxCombinations + 1).fill([]) : result;
}
