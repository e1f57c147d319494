import { type Finding, fail, finding, ok, type Result } from '#kernel';
import { type Bound, type CorrelationRule, type CorrelationType, correlationTypes } from '../correlation/model.ts';
import { entryOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlMap, YamlNode } from '../yaml/tree.ts';
import { type Condition, readCondition } from './condition.ts';
import { readHeader } from './header.ts';

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const operators = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'] as const;
const temporal = new Set<CorrelationType>(['temporal', 'temporal_ordered']);

/** Reads one correlation; whether the rules it names exist is judged when the whole set is known. */
export function readCorrelation(document: YamlMap, file: string): Result<CorrelationRule> {
	const findings: Finding[] = [];
	const header = readHeader(document, file, findings);
	const body = entryOf(document, 'correlation');
	const map: YamlMap = body?.value.kind === 'map' ? body.value : { kind: 'map', line: body?.line ?? document.line, entries: [] };
	const fault = (line: number, detail: string) => findings.push(finding('correlation-invalid', `${file}:${line}`, detail));
	const at = (key: string) => entryOf(map, key)?.value;
	const type = correlationTypes.find((known) => known === textOf(at('type')));
	if (!type) fault(at('type')?.line ?? map.line, `the type must be one of ${correlationTypes.join(', ')}`);
	const rules = textsOf(at('rules'));
	if (rules.length === 0) fault(at('rules')?.line ?? map.line, 'the correlation names no rules');
	const timespan = readTimespan(textOf(at('timespan')));
	if (timespan === undefined) fault(at('timespan')?.line ?? map.line, 'the timespan must be a number with s, m, h or d');
	const condition = readBounds(at('condition'), file, findings);
	if (type && !temporal.has(type)) {
		if (condition.bounds.length === 0)
			fault(at('condition')?.line ?? map.line, `${type} needs a condition with ${operators.join(', ')}`);
		if (type !== 'event_count' && condition.fields.length === 0)
			fault(at('condition')?.line ?? map.line, `${type} needs a field in its condition`);
		if (condition.expression)
			fault(at('condition')?.line ?? map.line, 'a condition in words goes with temporal and temporal_ordered only');
	}
	if (!type || timespan === undefined || findings.length > 0) return fail(...findings);
	return ok({
		kind: 'correlation',
		...header,
		type,
		rules,
		groupBy: textsOf(at('group-by')),
		timespan,
		...condition,
		aliases: readAliases(at('aliases')),
		generate: textOf(at('generate') ?? entryOf(document, 'generate')?.value) === 'true',
	});
}

function readTimespan(text: string | undefined): number | undefined {
	const match = /^(\d{1,6})\s*([smhdw])$/.exec(text?.trim() ?? '');
	const span = match ? Number(match[1]) * (units[match[2] ?? ''] ?? 0) : 0;
	return span > 0 ? span : undefined;
}

interface ReadBounds {
	readonly bounds: Bound[];
	readonly fields: string[];
	readonly percentile: number;
	readonly expression?: Condition;
}

function readBounds(node: YamlNode | undefined, file: string, findings: Finding[]): ReadBounds {
	const none = { bounds: [], fields: [], percentile: 50 };
	if (!node) return none;
	if (node.kind === 'scalar') {
		const read = readCondition(node.text, `${file}:${node.line}`);
		if (read.ok) return { ...none, expression: read.value };
		findings.push(...read.findings);
		return none;
	}
	if (node.kind === 'list') {
		findings.push(finding('correlation-invalid', `${file}:${node.line}`, 'a condition must be a mapping or a text'));
		return none;
	}
	const bounds: Bound[] = [];
	for (const entry of node.entries) {
		const operator = operators.find((known) => known === entry.key);
		const number = Number(textOf(entry.value));
		if (operator && textOf(entry.value)?.trim() && Number.isFinite(number)) bounds.push({ operator, number });
		else if (operator || (entry.key !== 'field' && entry.key !== 'percentile')) {
			findings.push(finding('correlation-invalid', `${file}:${entry.line}`, `"${entry.key}" is not a condition with a number`));
		}
	}
	const percentile = Number(textOf(entryOf(node, 'percentile')?.value) ?? 50);
	if (!(percentile >= 0 && percentile <= 100)) {
		findings.push(finding('correlation-invalid', `${file}:${node.line}`, 'a percentile lies between 0 and 100'));
	}
	return { bounds, fields: textsOf(entryOf(node, 'field')?.value), percentile };
}

function readAliases(node: YamlNode | undefined): Map<string, Map<string, string>> {
	const aliases = new Map<string, Map<string, string>>();
	for (const { key, value } of node?.kind === 'map' ? node.entries : []) {
		if (value.kind === 'map') aliases.set(key, new Map(value.entries.map((entry) => [entry.key, textOf(entry.value) ?? ''])));
	}
	return aliases;
}
