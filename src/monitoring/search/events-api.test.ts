import { afterAll, beforeAll, expect, test } from 'vitest';
import { setDisclosures } from '#institutions';
import { asSystem, sql, type Who } from '#platform';
import { claimBatch, finishBatch } from '../store/batches.ts';
import { openSearch } from '../store/searches.ts';
import { writeEvents } from '../telemetry/write-events.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';

let room: WatchRoom;
let ciso: Who;
let analyst: Who;
const began = Date.now() - 3_600_000;
const at = (minute: number) => new Date(began + minute * 60_000).toISOString();
const line = (minute: number, host: string, domain: string) =>
	JSON.stringify({ time: at(minute), message: `=lookup of ${domain}`, domain, host });

beforeAll(async () => {
	room = await watchRoom();
	ciso = room.person(room.schools[0], 'institution', 'ciso');
	analyst = room.person(room.soc, 'surf-soc', 'soc-analyst');
	const sent = await room.send(
		[
			line(0, 'pc1', 'a.example.nl'),
			line(5, 'pc1', 'evil.example'),
			line(9, 'pc2', 'evil.example'),
			line(12, 'pc1', 'b.example.nl'),
			line(30, 'pc1', 'c.example.nl'),
		].join('\n'),
	);
	expect(sent.json()).toMatchObject({ accepted: 5 });
});
afterAll(() => room.stop());

async function ask(who: Who, url: string) {
	const answer = await room.app.inject({ url, headers: room.as(who) });
	return { status: answer.statusCode, json: () => answer.json(), body: answer.body, headers: answer.headers };
}
const q = (text: string) => `q=${encodeURIComponent(text)}`;

test('an analyst of the institution finds events, page after page', async () => {
	const first = (await ask(ciso, `/v1/events?limit=2&${q('host-name:pc1')}`)).json();
	expect(first.items.map((item: { time: string }) => item.time)).toEqual([at(30), at(12)]);
	const second = (await ask(ciso, `/v1/events?limit=2&${q('host-name:pc1')}&cursor=${first.next}`)).json();
	expect(second.items.map((item: { time: string }) => item.time)).toEqual([at(5), at(0)]);
	expect(second.next).toBeUndefined();
});

test.each([
	['cursor=-99999999999999.1.1', 400],
	['cursor=99999999999999.1.1', 400],
	['cursor=0.18446744073709551615.4294967295', 200],
	[q('ip:fe80::1%eth0/64'), 200],
	[q('ip:127.1.1.999/8'), 400],
	[q('ip:192.0.2.0/24/5'), 400],
	[q('a:192.0.2.0/24/5'), 200],
	[q('ip:[::1]/64'), 400],
	[q('ip:::ffff:192.0.2.1/96'), 200],
	[q('time:>2026-02-30'), 400],
	[q('constructor OR toString:x'), 200],
	['from=0001-01-01T00:00:00Z&to=0001-02-01T00:00:00Z', 200],
	['from=9999-01-01T00:00:00Z&to=9999-02-01T00:00:00Z', 200],
])('%s is answered by what the asker can mend, if by anything', async (query, status) => {
	expect((await ask(ciso, `/v1/events?${query}`)).status).toBe(status);
});

test('of many searches that begin at the same moment six run', async () => {
	const all = await Promise.all(Array.from({ length: 12 }, () => openNow(crypto.randomUUID())));
	expect(Object.groupBy(all, (one) => one)).toMatchObject({ opened: { length: 6 }, 'too-many': { length: 6 } });
	await asSystem(room.platform, ({ tx }) => sql`delete from monitoring.running_searches`.execute(tx));
});

function openNow(id: string): Promise<string> {
	const search = { id, organisation: room.schools[0], person: null, kind: 'search', query: '' } as const;
	return asSystem(room.platform, async ({ tx, now }) => {
		const opened = await openSearch(tx, { ...search, now }, 6);
		await sql`select pg_sleep(0.05)`.execute(tx);
		return opened;
	});
}

test('an event of a moment that cannot be is not there', async () => {
	for (const of of ['', '/context']) {
		expect((await ask(ciso, `/v1/events/${room.schools[0]}.-99999999999999.1.1${of}`)).status).toBe(404);
	}
});

test('histogram, facets and one event with what the same machine did around it', async () => {
	const bars = (await ask(ciso, `/v1/events/histogram?${q('domain:evil.example')}`)).json();
	expect(bars).toMatchObject({ step: 1800, total: 2 });
	const facets = (await ask(ciso, '/v1/events/facets?field=host-name')).json();
	expect(facets.items).toEqual([
		{ value: 'pc1', count: 4 },
		{ value: 'pc2', count: 1 },
	]);
	const { items } = (await ask(ciso, `/v1/events?${q('host-name:pc1 domain:evil.example')}`)).json();
	const one = (await ask(ciso, `/v1/events/${items[0].id}`)).json();
	expect(one).toMatchObject({ raw: line(5, 'pc1', 'evil.example'), fields: { host: 'pc1' }, format: 'plain' });
	expect(one.observables).toContainEqual({ kind: 'domain', value: 'evil.example' });
	const context = (await ask(ciso, `/v1/events/${items[0].id}/context`)).json();
	const times = (some: { time: string }[]) => some.map(({ time }) => time);
	expect(context.about).toEqual({ kind: 'host-name', value: 'pc1' });
	expect([times(context.before), times(context.after)]).toEqual([[at(0)], [at(12)]]);
});

test('a fault is told with its column and what would be right, and nothing is searched', async () => {
	const fault = await ask(ciso, `/v1/events?${q('domain: AND')}`);
	expect(fault.status).toBe(400);
	expect(fault.json().findings).toMatchObject([
		{ where: '/query/q column 9', detail: expect.stringContaining('value was expected') },
	]);
	for (const wrong of [
		'cursor=x',
		'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
		'from=1999-01-01T00:00:00Z',
		'cursor=1.99999999999999999999.1',
	]) {
		expect((await ask(ciso, `/v1/events?${wrong}`)).status, wrong).toBe(400);
	}
	expect((await ask(ciso, `/v1/events/${room.schools[0]}.1.1.1`)).status).toBe(404);
	expect((await ask(ciso, '/v1/events/pivot?kind=ipv4&value=hello')).status).toBe(400);
});

test('others see events only when they were disclosed, and each look is seen', async () => {
	const [one, two] = room.schools;
	expect((await ask(analyst, '/v1/events')).json().items).toEqual([]);
	expect((await ask(analyst, `/v1/events?institution=${one}`)).status).toBe(404);
	await asSystem(room.platform, (work) =>
		setDisclosures(work, [{ institution: one, audience: room.soc, subject: 'telemetry', purpose: 'de wacht' }]),
	);
	const { items } = (await ask(analyst, '/v1/events')).json();
	expect(items).toHaveLength(5);
	expect((await ask(room.person(two, 'institution', 'ciso'), `/v1/events/${items[0].id}`)).status).toBe(404);
	const looks = await room.platform.database.system((tx) =>
		sql`select viewer_id as viewer, subject from institutions.looks where institution_id = ${one}`.execute(tx),
	);
	expect(looks.rows).toEqual([{ viewer: room.soc, subject: 'telemetry' }]);
});

test('what a batch has stored that is not finished is no event yet', async () => {
	const about = { institution: room.schools[1], sensor: room.sensor, key: 'under-way' };
	const received = new Date();
	const until = new Date('2099-01-01');
	const batch = { ...about, token: about.key, received, keepEventsUntil: until, keepObservablesUntil: until };
	const raw = JSON.stringify({ message: 'half way' });
	const event = { line: 0, time: received, format: 'plain', logsource: '', raw };
	const observables = [{ kind: 'domain', value: 'half-way.example' }] as const;
	const other = room.person(room.schools[1], 'institution', 'ciso');
	const found = async () => {
		const asked = ['/v1/events?q=half', '/v1/events/histogram?q=half', '/v1/events/pivot?kind=domain&value=half-way.example'];
		const [list, bars, pivot] = await Promise.all(asked.map(async (path) => (await ask(other, path)).json()));
		return [list.items.length, bars.total, pivot.sightings.length];
	};
	await asSystem(room.platform, ({ tx }) => claimBatch(tx, { ...about, hash: Buffer.alloc(32), now: received }));
	await writeEvents(room.telemetry, batch, [{ ...event, observables }]);
	expect(await found()).toEqual([0, 0, 0]);
	await asSystem(room.platform, ({ tx }) => finishBatch(tx, { ...about, accepted: 1, refused: 0, now: received }));
	expect(await found()).toEqual([1, 1, 1]);
});

test('how many others saw it is told in steps from five up, so that one more seldom shows', async () => {
	const pivot = () => ask(ciso, '/v1/events/pivot?kind=domain&value=shared.example').then((answer) => answer.json());
	const until = new Date('2099-01-01');
	const yesterday = new Date(Date.now() - 86_400_000);
	for (let n = 0; n < 9; n++) {
		if (n === 4) expect((await pivot()).others).toMatchObject({ atLeast: null });
		const institution = crypto.randomUUID();
		const batch = {
			institution,
			sensor: institution,
			token: 't',
			received: yesterday,
			keepEventsUntil: until,
			keepObservablesUntil: until,
		};
		const observables = [{ kind: 'domain', value: 'shared.example' }] as const;
		await writeEvents(room.telemetry, batch, [
			{ line: 0, time: yesterday, format: 'plain', logsource: '', raw: '{}', observables },
		]);
	}
	expect(await pivot()).toMatchObject({ sightings: [], others: { atLeast: 5 } });
});

test('a file holds what the search finds, oldest first, and a cell that a spreadsheet would run is text', async () => {
	const lines = await ask(ciso, `/v1/events/export?${q('host-name:pc1')}`);
	expect(lines.headers['content-type']).toBe('application/x-ndjson');
	const events = lines.body
		.trim()
		.split('\n')
		.map((text) => JSON.parse(text));
	expect(events.map(({ time }) => time)).toEqual([at(0), at(5), at(12), at(30)]);
	const table = await ask(ciso, '/v1/events/export?format=csv');
	expect(table.body.split('\n')[0]).toBe('time,institution,sensor,format,source,batch,line,raw');
	expect(table.body.trim().split('\n')).toHaveLength(6);
	expect(table.headers['content-disposition']).toContain('.csv"');
});

test('a search that runs can be seen and stopped, and stops in the store', async () => {
	const until = new Date('2099-01-01');
	const [one] = room.schools;
	await room.telemetry.command(
		`INSERT INTO dijkwacht.events (institution, sensor, batch, line, time, received, format, logsource, whole, keep_until)
		SELECT toUUID('${one}'), toUUID('${one}'), 7, number, now64(3) - 60, now64(3), 'plain', '',
			concat('{"message":"', repeat(toString(number), 40), '"}'), toDate('${until.toISOString().slice(0, 10)}') FROM numbers(400000)`,
	);
	const search = crypto.randomUUID();
	// Fifty fields of the event itself, none there: each line is read a hundred times, which takes far longer than the stop.
	const slow = Array.from({ length: 50 }, (_, n) => `f${n}.a:*x*y*`).join(' OR ');
	const running = ask(ciso, `/v1/events?search=${search}&${q(slow)}`);
	const listed = () => ask(ciso, '/v1/event-searches').then((answer) => answer.json().items.map(({ id }: { id: string }) => id));
	await expect.poll(listed, { timeout: 10_000 }).toEqual([search]);
	expect(
		(await room.app.inject({ method: 'DELETE', url: `/v1/event-searches/${search}`, headers: room.as(analyst) })).statusCode,
	).toBe(404);
	const stopped = await room.app.inject({ method: 'DELETE', url: `/v1/event-searches/${search}`, headers: room.as(ciso) });
	expect(stopped.statusCode).toBe(204);
	expect(await running).toMatchObject({ status: 409 });
	expect(await listed()).toEqual([]);
});
