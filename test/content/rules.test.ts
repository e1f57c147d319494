import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileRules, loadRulesLenient } from '#engine';
import { recognise } from '../../src/monitoring/formats/recognise.ts';
import { type Correlation, correlate, momentOf, type Occurrence } from './correlate.ts';
import { contentFiles, contentText } from './files.ts';

const header = z.looseObject({
	title: z.string().min(10).max(110),
	id: z.uuid(),
	name: z.string().optional(),
	status: z.enum(['test', 'stable', 'experimental']),
	description: z.string().min(20),
	author: z.literal('Dijkwacht'),
	license: z.literal('EUPL-1.2'),
	tags: z.array(z.string().regex(/^attack\.(t\d{4}(\.\d{3})?|[a-z-]+)$/)).min(1),
	references: z.array(z.string().regex(/^https:\/\/(attack\.mitre\.org|www\.rfc-editor\.org)\//)).optional(),
	level: z.enum(['informational', 'low', 'medium', 'high', 'critical']),
	correlation: z.custom<Correlation>().optional(),
});
const files = contentFiles('rules', '.yml').map(({ name, text }) => {
	const bare = name.slice('content/rules/'.length, -'.yml'.length);
	return { name: bare, file: name, text, documents: loadAll(text).map((document) => header.parse(document)) };
});
type RuleFile = (typeof files)[number];

const loaded = loadRulesLenient(files.map(({ file, text }) => ({ file, text })));
const matcher = compileRules(loaded.rules);
const events = (name: string, kind: 'hit' | 'miss') =>
	contentText(`rules/samples/${name}.${kind}.ndjson`)
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);

const simple = files.filter(({ documents }) => documents.every(({ correlation }) => !correlation));
const correlated = files.filter((file) => !simple.includes(file));

/** What the last document of a file says about these events, in the order of their time. */
function firings({ documents }: RuleFile, sample: readonly Record<string, unknown>[]): Occurrence[] {
	const names = new Map(documents.map(({ id, name }) => [id, name ?? id] as const));
	let all: Occurrence[] = sample.flatMap((event) =>
		matcher.match(event).flatMap(({ id }) => (names.has(id) ? [{ rule: names.get(id) ?? id, at: momentOf(event), event }] : [])),
	);
	let last: Occurrence[] = [];
	for (const { id, name, correlation } of documents) {
		if (!correlation) continue;
		last = correlate(correlation, all).map((one) => ({ ...one, rule: name ?? id }));
		all = [...all, ...last];
	}
	return last;
}

describe('content/rules', () => {
	it('has more than forty rules, each read by the engine, under an id of its own', () => {
		const readable = loaded.findings.filter(({ detail }) => !/correlation/.test(detail));
		expect(readable).toEqual([]);
		expect(files.length).toBeGreaterThan(40);
		const ids = files.flatMap(({ documents }) => documents.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('has a hit and a miss beside every rule and none besides', () => {
		const samples = contentFiles('rules/samples', '.ndjson').map(({ name }) => name.slice('content/rules/samples/'.length));
		expect(samples).toEqual(files.flatMap(({ name }) => [`${name}.hit.ndjson`, `${name}.miss.ndjson`]).sort());
	});

	it('names its false positives', () => {
		const silent = files.filter(({ documents }) => !Array.isArray(documents.at(-1)?.falsepositives));
		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	it.each(simple)('$name matches each of its hits and none of its near misses', ({ name, documents }) => {
		const ids = new Set(documents.map(({ id }) => id));
		const found = (kind: 'hit' | 'miss') => events(name, kind).map((event) => matcher.match(event).some(({ id }) => ids.has(id)));
		expect(found('hit')).not.toContain(false);
		expect(found('miss')).not.toContain(true);
	});

	it.each(correlated)('$name fires on its hits, and not on near misses that its parts do match', (file) => {
		expect(firings(file, events(file.name, 'hit')).length).toBeGreaterThan(0);
		expect(firings(file, events(file.name, 'miss'))).toEqual([]);
		const parts = new Set(file.documents.map(({ id }) => id));
		expect(events(file.name, 'miss').some((event) => matcher.match(event).some(({ id }) => parts.has(id)))).toBe(true);
	});

	it.each([...contentFiles('rules/samples', '.ndjson'), ...contentFiles('demo/events', '.ndjson')])(
		'$name holds lines as a sensor sends them, which mean the same to the rules after ingest',
		({ text }) => {
			for (const line of text.trim().split('\n')) {
				const read = recognise(line, new Date('2026-11-23T12:00:00Z'));
				if ('fault' in read) throw new Error(`${read.fault}: ${line.slice(0, 200)}`);
				expect(read.time, line.slice(0, 200)).toBeInstanceOf(Date);
				expect(matcher.match(read.event)).toEqual(matcher.match(JSON.parse(line) as Record<string, unknown>));
			}
		},
	);
});
