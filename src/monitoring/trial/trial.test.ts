import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileRules } from '#engine';
import { setDisclosures } from '#institutions';
import { asSystem, type CommandCall, sql } from '#platform';
import { recognise } from '../formats/recognise.ts';
import { jobs } from '../jobs.ts';
import { batchKey, writeEvents } from '../telemetry/write-events.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { readRuleToTry } from './read-rule.ts';
import { replay } from './replay.ts';
import { tryCommand } from './try-command.ts';

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

const ruleOf = (detection: string) => `title: Tried
id: 7f1c5a52-0000-4000-8000-000000000001
status: test
level: high
logsource: {product: linux}
detection:
${detection}`;
const wanted = ruleOf('  words: [reverseshell]\n  condition: words');
const began = Date.now() - 3 * 86_400_000;
const line = (minute: number, host: string, message: string) =>
	JSON.stringify({ time: new Date(began + minute * 60_000).toISOString(), message, host, logsource: { product: 'linux' } });

async function post(url: string, payload: object, role: 'ciso' | 'soc-analyst' = 'ciso') {
	const who = role === 'ciso' ? room.person(room.schools[0], 'institution', role) : room.person(room.soc, 'surf-soc', role);
	return room.app.inject({ method: 'POST', url, payload, headers: room.as(who) });
}
async function get(url: string, role: 'ciso' | 'soc-analyst' = 'ciso') {
	const who = role === 'ciso' ? room.person(room.schools[0], 'institution', role) : room.person(room.soc, 'surf-soc', role);
	return (await room.app.inject({ url, headers: room.as(who) })).json();
}
const work = (id: string) => jobs.find(({ name }) => name === 'monitoring.rule-trial')!.run(room.platform, { id });

test('a rule is tried before it is switched on: where, how often, how noisy, and no alert comes of it', async () => {
	const hits = [0, 10, 50, 200].map((minute) => line(minute, 'pc1', 'a ReverseShell went out'));
	const sent = await room.send([...hits, line(5, 'pc2', 'reverseshell'), line(6, 'pc3', 'nothing')].join('\n'));
	expect(sent.json()).toMatchObject({ accepted: 6, alerts: 0 });
	const started = await post('/v1/rule-trials', { rule: wanted, days: 30 });
	expect(started.statusCode).toBe(202);
	expect(started.json()).toMatchObject({ state: 'waiting', verdict: null, title: 'Tried' });
	const { id } = started.json();
	await work(id);
	const trial = await get(`/v1/rule-trials/${id}`);
	expect(trial).toMatchObject({ state: 'done', verdict: 'quiet', hits: 5 });
	expect(trial.result).toMatchObject({ linesStored: 6, linesRead: 5, hosts: 2, institutionsHit: 1, institutionsChecked: 1 });
	expect(trial.result.answers).toMatchObject([{ institution: room.schools[0], answer: 'seen', count: 5 }]);
	expect(trial.hosts.map((row: { host: string; hits: number }) => `${row.host} ${row.hits}`)).toEqual(['pc1 4', 'pc2 1']);
	expect((await get(`/v1/events/${trial.hosts[0].sample}`)).raw).toBe(hits[0]);
	expect((await get('/v1/alerts')).items).toEqual([]);
	const progress = await room.platform.database.system((tx) =>
		sql`select kind, state, done from platform.progress where id = ${trial.progress}`.execute(tx),
	);
	expect(progress.rows).toEqual([{ kind: 'monitoring.rule-trial', state: 'done', done: 1000 }]);
});

test('who may not read the telemetry tries nothing there, and who may no longer sees nothing of what came out', async () => {
	const [one, two] = room.schools;
	expect((await post('/v1/rule-trials', { rule: wanted, institutions: [one] }, 'soc-analyst')).statusCode).toBe(404);
	const [disclosure = ''] = await asSystem(room.platform, (work) =>
		setDisclosures(
			work,
			[one, two].map((institution) => ({ institution, audience: room.soc, subject: 'telemetry', purpose: 'de wacht' })),
		),
	);
	const { id } = (await post('/v1/rule-trials', { rule: wanted }, 'soc-analyst')).json();
	await work(id);
	const trial = await get(`/v1/rule-trials/${id}`, 'soc-analyst');
	expect(trial.result.answers.map(({ answer, reason }: Record<string, string>) => [answer, reason])).toEqual([
		['seen', null],
		['could-not-check', 'no-sensor-has-reported'],
	]);
	expect(
		(await room.app.inject({ url: `/v1/rule-trials/${id}`, headers: room.as(room.person(one, 'institution', 'ciso')) }))
			.statusCode,
	).toBe(404);
	const ended = {
		method: 'DELETE',
		url: `/v1/disclosures/${disclosure}`,
		headers: room.as(room.person(one, 'institution', 'ciso')),
	} as const;
	expect((await room.app.inject(ended)).statusCode).toBeLessThan(300);
	const after = await get(`/v1/rule-trials/${id}`, 'soc-analyst');
	expect([after.hosts, after.result.answers.length]).toEqual([[], 1]);
});

test('a rule with faults is refused with its lines, and one that was stopped stays stopped', async () => {
	const faulty = await post('/v1/rule-trials', { rule: 'title: x\ndetection:\n  a: {b|nosuch: c}\n  condition: a' });
	expect(faulty.statusCode).toBe(422);
	expect(faulty.json().findings[0].where).toMatch(/^rule:\d/);
	expect((await post('/v1/rule-trials', {})).statusCode).toBe(400);
	const { id } = (await post('/v1/rule-trials', { rule: wanted })).json();
	const who = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	expect((await room.app.inject({ method: 'DELETE', url: `/v1/rule-trials/${id}`, headers: who })).statusCode).toBe(204);
	await work(id);
	expect(await get(`/v1/rule-trials/${id}`)).toMatchObject({ state: 'cancelled', verdict: null });
});

test('the command line says the same, with exit codes', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-try-'));
	const said: string[] = [];
	const run = (...args: string[]) => {
		const call: CommandCall = {
			...{ args, out: (text) => void said.push(text), error: () => undefined },
			open: () => Promise.resolve({ platform: room.platform, databaseUrl: '', joined: false }),
		};
		return tryCommand.run(call);
	};
	writeFileSync(join(folder, 'good.yml'), wanted);
	writeFileSync(join(folder, 'bad.yml'), 'title: x');
	expect(await run(join(folder, 'good.yml'), '--days', '30')).toBe(0);
	expect(said.join('\n')).toContain('5 hits in 30 days on 2 hosts');
	expect(await run(join(folder, 'bad.yml'))).toBe(1);
	expect(await run(join(folder, 'absent.yml'))).toBe(2);
	expect(await run(join(folder, 'good.yml'), '--days', 'x')).toBe(2);
	rmSync(folder, { recursive: true });
});

test('a correlation is tried with the rules it counts: what it would have fired on, by its group', async () => {
	const folder = join(import.meta.dirname, '../../../content/rules/correlations');
	const rule = readFileSync(join(folder, 'vpn_brute_force.yml'), 'utf8');
	const start = Date.now() - 2 * 86_400_000;
	const lines = readFileSync(join(folder, 'samples/vpn_brute_force.hit.ndjson'), 'utf8').split('\n').filter(Boolean);
	const recent = lines.map((text, at) =>
		text.replace(/"timestamp": "[^"]*"/, `"timestamp": "${new Date(start + at * 1000).toISOString()}"`),
	);
	const live = (await room.send(recent.join('\n'))).json();
	expect(live.alerts).toBeGreaterThan(0);
	const { id, title } = (await post('/v1/rule-trials', { rule })).json();
	expect(title).toMatch(/brute/i);
	await work(id);
	const trial = await get(`/v1/rule-trials/${id}`);
	const raised = (await get('/v1/alerts')).items.filter(({ cause }: { cause: string }) => rule.includes(cause.slice(5)));
	expect(raised).toHaveLength(1);
	expect(trial.hosts).toMatchObject([{ host: raised[0].host, hits: raised[0].count }]);
});

test('looking back with a rule finds what live detection would have found, line by line', async () => {
	const word = fc.constantFrom('mimikatz', 'MimiKatz', 'whoami', 'x', '\\', '"', 'é', '\u212a', '\n', '4625', ' ');
	const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
	const event = fc.record({ CommandLine: fc.oneof(text, fc.integer()), Image: text, EventID: fc.constantFrom(1, 4625) });
	const escaped = (json: string) => json.replace(/k/g, '\\u006b');
	const stored = fc.tuple(event, fc.boolean()).map(([one, odd]) => {
		const json = JSON.stringify({ ...one, time: '2026-10-01T10:00:00Z', message: 'm', logsource: { product: 'linux' } });
		return odd ? escaped(json) : json;
	});
	const detection = fc
		.tuple(
			fc.constantFrom('CommandLine', 'Image'),
			fc.constantFrom('', '|contains', '|endswith', '|startswith'),
			text,
			fc.boolean(),
		)
		.map(
			([field, how, value, not]) =>
				`  s: {${field}${how}: ${JSON.stringify(value)}}\n  t: {EventID: 4625}\n  condition: ${not ? 'not s and t' : 's'}`,
		);
	let institution = 0;
	let found = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(stored, { minLength: 1, maxLength: 30 }), detection, async (lines, given) => {
			const read = readRuleToTry(ruleOf(given), 'r');
			if (!read.ok) return;
			const owner = `00000000-0000-4000-8000-${String(++institution).padStart(12, '0')}`;
			const received = new Date('2026-10-01T12:00:00Z');
			const matcher = compileRules(read.value.rules);
			const live: string[] = [];
			const events = lines.map((raw, place) => {
				const reading = recognise(raw, received);
				if ('fault' in reading) throw new Error(reading.fault);
				if (matcher.match(reading.event).length > 0) live.push(raw);
				const { time, format, source, observables } = reading;
				return { line: place, time, format, logsource: source, raw, observables };
			});
			const until = new Date('2099-01-01');
			const batch = {
				institution: owner,
				sensor: owner,
				token: 't',
				received,
				keepEventsUntil: until,
				keepObservablesUntil: until,
			};
			await writeEvents(room.telemetry, batch, events);
			const span = { from: new Date('2026-10-01'), to: new Date('2026-10-02') };
			const calls = { now: () => 0, onPage: () => Promise.resolve(true) };
			const back = await replay(room.telemetry, read.value, { institutions: [owner], span, unfinished: [] }, calls);
			expect(back?.tally.hits).toBe(live.length);
			const unfinished = [String(batchKey(batch))];
			const without = await replay(room.telemetry, read.value, { institutions: [owner], span, unfinished }, calls);
			expect(without?.linesRead).toBe(0);
			found += live.length;
		}),
		{ numRuns: 40, seed: 6 },
	);
	expect(found).toBeGreaterThan(10);
});

test('lines of a megabyte each are gone through in pages that the store and its reader can hold', async () => {
	const owner = crypto.randomUUID();
	const [received, until] = [new Date('2026-10-01T12:00:00Z'), new Date('2099-01-01')];
	const about = { institution: owner, sensor: owner, received, keepEventsUntil: until, keepObservablesUntil: until };
	const pad = 'word 12 '.repeat(120_000);
	for (const token of ['a', 'b', 'c']) {
		const events = Array.from({ length: 15 }, (_, at) => ({
			...{ line: at, time: received, format: 'plain', logsource: '//', observables: [] },
			raw: JSON.stringify({ token, at, pad }),
		}));
		await writeEvents(room.telemetry, { ...about, token }, events);
	}
	const stored = { institutions: [owner], span: { from: new Date('2026-10-01'), to: new Date('2026-10-02') }, unfinished: [] };
	const pages: number[] = [];
	const calls = { now: () => 0, onPage: ({ linesRead }: { linesRead: number }) => Promise.resolve(pages.push(linesRead) > 0) };
	await replay(room.telemetry, { rules: [], correlations: [] }, stored, calls);
	expect(pages.at(-1)).toBe(45);
	expect(pages.length).toBeGreaterThan(1);
});
