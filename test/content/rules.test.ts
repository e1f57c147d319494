import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileRules, loadRules, loadRulesLenient } from '#engine';
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
const folders = ['rules', 'rules/correlations'] as const;
const files = folders.flatMap((folder) =>
	contentFiles(folder, '.yml').map(({ name, text }) => {
		const bare = name.slice(`content/${folder}/`.length, -'.yml'.length);
		return { name: bare, folder, file: name, text, documents: loadAll(text).map((document) => header.parse(document)) };
	}),
);
type RuleFile = (typeof files)[number];

const loaded = loadRulesLenient(files.map(({ file, text }) => ({ file, text })));
const matcher = compileRules(loaded.rules);
const events = ({ folder, name }: RuleFile, kind: 'hit' | 'miss') =>
	contentText(`${folder}/samples/${name}.${kind}.ndjson`)
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);

const [simple, correlated] = folders.map((folder) => files.filter((file) => file.folder === folder));

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
		const single = files.filter(({ folder }) => folder === 'rules').map(({ file, text }) => ({ file, text }));
		expect(loadRules(single)).toMatchObject({ ok: true });
		expect(loaded.rules.length).toBe(files.flatMap(({ documents }) => documents.filter((one) => !one.correlation)).length);
		expect(files.length).toBeGreaterThan(40);
		const ids = files.flatMap(({ documents }) => documents.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('has a hit and a miss beside every rule and none besides', () => {
		for (const folder of folders) {
			const samples = contentFiles(`${folder}/samples`, '.ndjson').map(({ name }) =>
				name.slice(`content/${folder}/samples/`.length),
			);
			const rules = files.filter((file) => file.folder === folder);
			expect(samples).toEqual(rules.flatMap(({ name }) => [`${name}.hit.ndjson`, `${name}.miss.ndjson`]).sort());
		}
	});

	it('keeps correlations and their parts together, apart from rules that alert on a single event', () => {
		for (const { folder, name, documents } of files) {
			const single = documents.every(({ correlation }) => correlation === undefined);
			expect([name, single ? 'rules' : 'rules/correlations']).toEqual([name, folder]);
			if (!single) expect(documents.slice(0, -1).map(({ level }) => level)).not.toContain('high');
		}
	});

	it('says in Dutch what each rule says in English', () => {
		const dutch = z
			.record(z.uuid(), z.strictObject({ title: z.string().min(8).max(110), description: z.string().min(20).max(300) }))
			.parse(JSON.parse(contentText('rules/dutch.json')));
		expect(Object.keys(dutch).sort()).toEqual(files.flatMap(({ documents }) => documents.map(({ id }) => id)).sort());
	});

	it('names its false positives', () => {
		const silent = files.filter(({ documents }) => !Array.isArray(documents.at(-1)?.falsepositives));
		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	it.each(simple ?? [])('$name matches each of its hits and none of its near misses', (file) => {
		const ids = new Set(file.documents.map(({ id }) => id));
		const found = (kind: 'hit' | 'miss') => events(file, kind).map((event) => matcher.match(event).some(({ id }) => ids.has(id)));
		expect(found('hit')).not.toContain(false);
		expect(found('miss')).not.toContain(true);
	});

	it.each(correlated ?? [])('$name fires on its hits, and not on near misses that its parts do match', (file) => {
		expect(firings(file, events(file, 'hit')).length).toBeGreaterThan(0);
		expect(firings(file, events(file, 'miss'))).toEqual([]);
		const parts = new Set(file.documents.map(({ id }) => id));
		expect(events(file, 'miss').some((event) => matcher.match(event).some(({ id }) => parts.has(id)))).toBe(true);
	});

	it.each(['rules/samples', 'rules/correlations/samples', 'demo/events'].flatMap((folder) => contentFiles(folder, '.ndjson')))(
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
