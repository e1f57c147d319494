import {
	CORE_SCHEMA,
	EVENT_ID,
	type Event,
	getScalarValue,
	parseEvents,
	type ScalarEvent,
	SCALAR_STYLE,
	YAMLException,
} from 'js-yaml';
import { fail, finding, ok, type Result } from '#kernel';
import { LineTable } from './lines.ts';

/** A YAML value that still knows the line (from 1) it stands on. */
export type YamlNode = YamlScalar | YamlList | YamlMap;
export interface YamlScalar {
	readonly kind: 'scalar';
	readonly line: number;
	/** The characters as written, quotes and escapes undone. */
	readonly text: string;
	/** The value under YAML 1.2; numbers with leading zeros stay text, because ids look like that. */
	readonly value: string | number | boolean | null;
}
export interface YamlList {
	readonly kind: 'list';
	readonly line: number;
	readonly items: YamlNode[];
}
export interface YamlMap {
	readonly kind: 'map';
	readonly line: number;
	readonly entries: YamlEntry[];
}
export interface YamlEntry {
	readonly key: string;
	readonly line: number;
	readonly value: YamlNode;
}

const maxDepth = 64;
const maxAliases = 1000;
const maxMerged = 10_000;
/** What aliases unfold to in one file, in values. */
const maxUnfolded = 100_000;
/** Of one file; more would tell nothing new. */
const maxFaults = 1000;

/** All documents of one file, or the first fault with its place; never throws. */
export function readYaml(file: string, text: string): Result<YamlNode[]> {
	try {
		const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
		return new TreeBuilder(file, source).build(parseEvents(source, { filename: file, maxDepth }));
	} catch (error) {
		if (error instanceof YAMLException) {
			return fail(finding('yaml-invalid', `${file}:${(error.mark?.line ?? 0) + 1}`, error.reason));
		}
		return fail(finding('yaml-invalid', `${file}:1`, error instanceof Error ? error.message : 'not readable'));
	}
}

type Open = { node: YamlList | YamlMap; key: YamlScalar | undefined; readonly known: Set<string> };

class TreeBuilder {
	private readonly file: string;
	private readonly source: string;
	private readonly lines: LineTable;
	private readonly documents: YamlNode[] = [];
	private readonly open: Open[] = [];
	private readonly anchors = new Map<string, YamlNode>();
	private readonly findings: ReturnType<typeof finding>[] = [];
	/** How many values stand in a list or mapping. */
	private readonly sizes = new Map<YamlNode, number>();
	private aliases = 0;
	private unfolded = 0;
	private lastLine = 1;

	constructor(file: string, source: string) {
		this.file = file;
		this.source = source;
		this.lines = new LineTable(source);
	}

	build(events: readonly Event[]): Result<YamlNode[]> {
		let depth = 0;
		for (const event of events) {
			switch (event.type) {
				case EVENT_ID.DOCUMENT:
					this.anchors.clear();
					depth++;
					break;
				case EVENT_ID.SEQUENCE:
				case EVENT_ID.MAPPING: {
					const line = this.lines.at(event.start);
					const node: YamlList | YamlMap =
						event.type === EVENT_ID.SEQUENCE ? { kind: 'list', line, items: [] } : { kind: 'map', line, entries: [] };
					this.add(node);
					this.keep(event.anchorStart, event.anchorEnd, node);
					this.open.push({ node, key: undefined, known: new Set() });
					break;
				}
				case EVENT_ID.SCALAR: {
					const node = this.scalar(event);
					this.add(node);
					this.keep(event.anchorStart, event.anchorEnd, node);
					break;
				}
				case EVENT_ID.ALIAS:
					this.alias(this.source.slice(event.anchorStart, event.anchorEnd), this.lines.at(event.anchorStart));
					break;
				case EVENT_ID.POP: {
					const closed = this.open.pop();
					if (!closed) depth--;
					else this.close(closed.node);
					break;
				}
			}
		}
		if (depth !== 0) this.findings.push(finding('yaml-invalid', `${this.file}:1`, 'document is not closed'));
		return this.findings.length > 0 ? fail(...this.findings) : ok(this.documents);
	}

	private scalar(event: ScalarEvent): YamlScalar {
		if (event.valueStart < 0) return { kind: 'scalar', line: this.lastLine, text: '', value: null };
		const line = this.lines.at(event.valueStart);
		const text = getScalarValue(this.source, event);
		if (event.style !== SCALAR_STYLE.PLAIN || /^[-+]?0\d/.test(text)) return { kind: 'scalar', line, text, value: text };
		const { value } = CORE_SCHEMA.resolveImplicitScalarTag(text);
		return { kind: 'scalar', line, text, value: value as YamlScalar['value'] };
	}

	private add(node: YamlNode): void {
		this.lastLine = node.line;
		const parent = this.open.at(-1);
		if (!parent) {
			this.documents.push(node);
			return;
		}
		if (parent.node.kind === 'list') {
			parent.node.items.push(node);
			return;
		}
		if (parent.key === undefined) {
			parent.key = node.kind === 'scalar' ? node : { kind: 'scalar', line: node.line, text: '', value: null };
			if (node.kind !== 'scalar') this.fault(node.line, 'a key must be a plain text');
			return;
		}
		const key = parent.key;
		parent.key = undefined;
		if (parent.known.has(key.text)) this.fault(key.line, `key "${key.text}" stands here twice`);
		parent.known.add(key.text);
		parent.node.entries.push({ key: key.text, line: key.line, value: node });
	}

	private keep(start: number, end: number, node: YamlNode): void {
		if (start >= 0) this.anchors.set(this.source.slice(start, end), node);
	}

	private alias(name: string, line: number): void {
		const target = this.anchors.get(name);
		const inside = this.open.some((entry) => entry.node === target);
		if (!target || inside || ++this.aliases > maxAliases) {
			this.fault(line, `alias "${name}" cannot be resolved`);
			this.add({ kind: 'scalar', line, text: '', value: null });
			return;
		}
		this.unfolded += this.sizes.get(target) ?? 1;
		if (this.unfolded <= maxUnfolded) this.add(target);
		else {
			this.fault(line, `alias "${name}" unfolds to too much`);
			this.add({ kind: 'scalar', line, text: '', value: null });
		}
	}

	private close(node: YamlList | YamlMap): void {
		if (node.kind === 'map') this.merge(node);
		const inside = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
		this.sizes.set(
			node,
			inside.reduce((sum, one) => sum + (this.sizes.get(one) ?? 1), 1),
		);
	}

	/** `<<: *base` takes over the entries of one mapping or of a list of them; what stands here itself wins, then what is named first. */
	private merge(map: YamlMap): void {
		const place = map.entries.findIndex((entry) => entry.key === '<<');
		const value = map.entries[place]?.value;
		if (!value) return;
		const bases = value.kind === 'list' ? value.items : [value];
		const taken = bases.flatMap((base) => (base.kind === 'map' ? base.entries : []));
		if (!bases.every((base) => base.kind === 'map')) this.fault(value.line, '"<<" wants a mapping or a list of them');
		else if (map.entries.length + taken.length > maxMerged) this.fault(value.line, '"<<" brings too many entries');
		else {
			map.entries.splice(place, 1);
			const known = new Set(map.entries.map((entry) => entry.key));
			for (const entry of taken) {
				if (known.has(entry.key)) continue;
				known.add(entry.key);
				map.entries.push(entry);
			}
		}
	}

	private fault(line: number, detail: string): void {
		if (this.findings.length > maxFaults) return;
		const told = this.findings.length < maxFaults ? detail : 'more faults stand here than are listed';
		this.findings.push(finding('yaml-invalid', `${this.file}:${line}`, told));
	}
}
