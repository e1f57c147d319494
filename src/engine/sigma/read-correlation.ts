import { type Finding, finding } from '#kernel';
import { type CorrelationRule, type CorrelationType, correlationTypes } from '../correlation/model.ts';
import { entryOf, textOf, textsOf, unspaced } from '../yaml/access.ts';
import type { YamlMap, YamlNode } from '../yaml/tree.ts';
import { namesIn } from './condition.ts';
import { operators, readBounds } from './correlation-bounds.ts';
import { readHeader } from './header.ts';
import type { Read } from './read.ts';

/** Milliseconds; months and years of the mean length, as pySigma has them. */
const units: Readonly<Record<string, number>> = {
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
	w: 604_800_000,
	M: 2_629_746_000,
	y: 31_556_952_000,
};
const temporal = new Set<CorrelationType>(['temporal', 'temporal_ordered']);

/** Reads one correlation; whether the rules it names exist, and are the same under id and name, is judged when the whole set is known. */
export function readCorrelation(document: YamlMap, file: string, number: number): Read<CorrelationRule> {
	const findings: Finding[] = [];
	const header = readHeader(document, file, number, findings);
	const faults: Finding[] = [];
	const body = entryOf(document, 'correlation');
	const map: YamlMap = body?.value.kind === 'map' ? body.value : { kind: 'map', line: body?.line ?? document.line, entries: [] };
	const fault = (key: string, detail: string) =>
		faults.push(finding('correlation-invalid', `${file}:${entryOf(map, key)?.line ?? map.line}`, detail));
	const at = (key: string) => entryOf(map, key)?.value;
	const type = correlationTypes.find((known) => known === textOf(at('type')));
	if (!type) fault('type', `the type must be one of ${correlationTypes.join(', ')}`);
	const condition = readBounds(at('condition'), file, faults);
	const spoken = condition.expression ? namesIn(condition.expression) : [];
	const named = textsOf(at('rules'));
	const rules = named.length > 0 ? [...new Set(named)] : spoken;
	if (rules.length === 0) fault('rules', 'the correlation names no rules');
	const timespan = readTimespan(textOf(at('timespan') ?? at('timeframe')));
	if (timespan === undefined) fault('timespan', 'the timespan must be a number above zero with s, m, h, d, w, M or y');
	if (type && !temporal.has(type)) {
		if (condition.expression) fault('condition', 'a condition in words goes with temporal and temporal_ordered only');
		else if (condition.bounds.length === 0) fault('condition', `${type} needs a condition with ${operators.join(', ')}`);
		if (type !== 'event_count' && condition.fields.length === 0) fault('condition', `${type} needs a field in its condition`);
	}
	if (at('group-by')?.kind === 'map') fault('group-by', 'group-by must be a field or a list of them');
	const generating = at('generate') ?? entryOf(document, 'generate')?.value;
	if (generating && !/^(true|false)$/i.test(textOf(generating) ?? '')) fault('generate', 'generate must be true or false');
	const aliases = readAliases(at('aliases'));
	if (!aliases) fault('aliases', 'aliases must be mappings of a rule to a field');
	findings.push(...faults);
	if (!type || timespan === undefined || !aliases || faults.length > 0) return { value: undefined, findings };
	const generate = textOf(generating)?.toLowerCase() === 'true';
	const groupBy = textsOf(at('group-by')).map(unspaced);
	const namesAt = `${file}:${entryOf(map, condition.expression ? 'condition' : 'aliases')?.line ?? map.line}`;
	const read = { type, rules, groupBy, timespan, ...condition, aliases, generate, namesAt };
	return { value: { kind: 'correlation', ...header, ...read }, findings };
}

function readTimespan(text: string | undefined): number | undefined {
	const match = /^(\d{1,6})\s*([smhdwMy])$/.exec(text?.trim() ?? '');
	const span = match ? Number(match[1]) * (units[match[2] ?? ''] ?? 0) : 0;
	return span > 0 ? span : undefined;
}

function readAliases(node: YamlNode | undefined): Map<string, Map<string, string>> | undefined {
	const aliases = new Map<string, Map<string, string>>();
	if (node && node.kind !== 'map') return undefined;
	for (const { key, value } of node?.entries ?? []) {
		if (value.kind !== 'map') return undefined;
		aliases.set(unspaced(key), new Map(value.entries.map((entry) => [entry.key, unspaced(textOf(entry.value) ?? '')])));
	}
	return aliases;
}
