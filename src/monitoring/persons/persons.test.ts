import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueToken } from '#institutions';
import { asSystem, sql, type Who } from '#platform';
import { addSensors } from '../store/sensors.ts';
import { turnOnPseudonyms } from '../testing/turn-on-pseudonyms.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { aboutPseudonym, newKeyPair, openSealed } from './seal.ts';

let room: WatchRoom;
let ciso: Who;
let other: Who;
let school = '';
let elsewhere = '';
let second = '';
const pair = newKeyPair();
/** What goes to the telemetry store: the same bytes lie in its spool. */
const blocks: Buffer[] = [];
const logged: string[] = [];

beforeAll(async () => {
	room = await watchRoom();
	[school, elsewhere] = room.schools;
	ciso = room.person(school, 'institution', 'ciso');
	other = room.person(elsewhere, 'institution', 'ciso');
	second = await asSystem(room.platform, async (work) => {
		const facts = { kind: 'network', rhythmSeconds: 300, scope: '' } as const;
		const [sensor] = await addSensors(work.tx, [{ ...facts, institution: elsewhere, name: 'locatie' }], work.now);
		return (await issueToken(work, { organisation: elsewhere, name: 'locatie', scope: 'ingest', sensor: sensor! })).secret;
	});
	const { telemetry, log } = room.platform;
	const insert = telemetry.insert.bind(telemetry);
	Object.assign(telemetry, {
		insert: (table: Parameters<typeof insert>[0], block: Uint8Array) => {
			blocks.push(Buffer.from(block));
			return insert(table, block);
		},
	});
	const note = (...given: unknown[]) => void logged.push(JSON.stringify(given));
	Object.assign(log, { info: note, warn: note, error: note });
});
afterAll(() => room.stop());

async function ask(who: Who, method: 'GET' | 'PUT' | 'POST', url: string, body?: object) {
	const answer = await room.app.inject({ method, url, headers: room.as(who), ...(body && { payload: body }) });
	return { status: answer.statusCode, json: answer.json() };
}
const toOther = (lines: string[]) => room.send(lines.join('\n'), { authorization: `Bearer ${second}` });

/** In which all events of this test lie. */
const span = { from: '2026-09-01T00:00:00Z', to: '2026-12-31T00:00:00Z' };

const root = join(import.meta.dirname, '../../..');
const linesIn = (folder: string, ending: string) =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith(ending))
		.flatMap((name) =>
			readFileSync(join(root, folder, name), 'utf8')
				.split('\n')
				.filter(Boolean),
		);
/** Samples of all formats and all that the project's own rules and correlations match, about people of our own. */
const lines = [
	...linesIn('src/monitoring/formats/samples', '.log'),
	...linesIn('content/rules/samples', '.ndjson'),
	...linesIn('content/rules/correlations/samples', '.ndjson'),
].map((line) => line.replaceAll(/j\.jansen/gi, 'zeldzaam.persoon').replaceAll('p.pieters', 'tweede.persoon'));
const people = /(?<![\p{L}\p{N}_])(?:zeldzaam\.persoon|tweede\.persoon)(?![\p{L}\p{N}_])/iu;

/** Every row of every table of the rooms, as text. */
async function everything(): Promise<string[]> {
	const tables = await room.db.database.pool.query<{ name: string }>(
		`select format('%I.%I', schemaname, tablename) as name from pg_tables
		where schemaname in ('monitoring', 'sharing', 'institutions', 'platform', 'duty')`,
	);
	const rows: string[] = [];
	for (const { name } of tables.rows) {
		const found = await room.db.database.pool.query<{ row: string }>(`select t::text as row from ${name} t`);
		rows.push(...found.rows.map(({ row }) => `${name} ${row}`));
	}
	for (const table of ['events', 'observables']) {
		const found = await room.telemetry.query<object>(`SELECT * FROM dijkwacht.${table}`);
		rows.push(...found.map((row) => JSON.stringify(row)));
	}
	return rows;
}

interface Alert {
	cause: string;
	count: number;
	host: string;
	window: string;
}
const alertsOf = async (institution: string): Promise<Alert[]> => {
	const found = await room.platform.database.system((tx) =>
		sql<Alert>`select cause, count, host, window_start::text as window from monitoring.alerts
			where institution_id = ${institution}`.execute(tx),
	);
	return found.rows;
};
const shapes = (alerts: Alert[]) => alerts.map(({ cause, count, window }) => `${cause} ${count} ${window}`).sort();

test('it is off, and turned on only by who has shown to have the private key', async () => {
	expect((await ask(ciso, 'GET', '/v1/persons')).json).toMatchObject({ enabled: false, names: 0, keys: [] });
	const on = { enabled: true, reason: 'DPIA' };
	expect((await ask(ciso, 'PUT', '/v1/persons/pseudonyms', on)).status).toBe(409);
	const zero = Buffer.alloc(32).toString('base64url');
	for (const publicKey of ['AAAA', zero]) {
		const wrong = await ask(ciso, 'POST', '/v1/persons/keys', { publicKey });
		expect(wrong.json).toMatchObject({ findings: [{ where: '/body/publicKey' }] });
	}
	const given = await ask(ciso, 'POST', '/v1/persons/keys', { publicKey: pair.publicKey.toString('base64url') });
	const { key, challenge } = given.json as { key: { id: string; provenAt: null }; challenge: string };
	expect(given).toMatchObject({ status: 201, json: { key: { provenAt: null, current: false } } });
	const prove = (answer: string, who = ciso) => ask(who, 'POST', `/v1/persons/keys/${key.id}/prove`, { answer });
	expect((await prove('guess')).status).toBe(404);
	expect((await ask(ciso, 'PUT', '/v1/persons/pseudonyms', on)).status).toBe(409);
	const sealed = Buffer.from(challenge, 'base64url');
	expect(openSealed(sealed, newKeyPair(), aboutPseudonym(school, key.id))).toBeUndefined();
	const answer = openSealed(sealed, pair, aboutPseudonym(school, key.id))!;
	expect((await prove(answer, other)).status).toBe(404);
	expect(await prove(answer)).toMatchObject({ status: 200, json: { provenAt: expect.any(String) } });
	expect((await prove(answer)).status).toBe(404);
	expect(await ask(ciso, 'PUT', '/v1/persons/pseudonyms', on)).toMatchObject({
		status: 200,
		json: { enabled: true, keys: [{ current: true }] },
	});
	expect((await ask(other, 'GET', '/v1/persons')).json).toMatchObject({ enabled: false, keys: [] });
});

test('no name is left in any row, block of telemetry or log, and the alerts are the same as without', async () => {
	expect(lines.filter((line) => people.test(line)).length).toBeGreaterThan(20);
	const sent = await room.send([...lines, 'zeldzaam.persoon, of no format'].join('\n'));
	expect(sent.statusCode).toBe(200);
	const rows = await everything();
	expect(rows.length).toBeGreaterThan(lines.length);
	expect(rows.filter((row) => people.test(row))).toEqual([]);
	expect(rows.filter((row) => row.startsWith('monitoring.correlation_groups')).length).toBeGreaterThan(0);
	expect(blocks.length).toBeGreaterThan(1);
	expect(blocks.filter((block) => people.test(block.toString('latin1')))).toEqual([]);
	expect(logged.filter((line) => people.test(line))).toEqual([]);
	expect(
		rows.filter((row) => row.startsWith('monitoring.dead_letters') && row.includes('xxxxxxxx.xxxxxxx, xx xx xxxxxx')),
	).toHaveLength(1);

	const plain = await toOther([...lines, 'zeldzaam.persoon, of no format']);
	expect(plain.json()).toMatchObject({
		accepted: sent.json().accepted,
		refused: sent.json().refused,
		alerts: sent.json().alerts,
	});
	const [hidden, open] = [await alertsOf(school), await alertsOf(elsewhere)];
	expect(hidden.length).toBeGreaterThan(50);
	expect(shapes(hidden)).toEqual(shapes(open));
	const known = new Set(open.map(({ cause, window, host }) => `${cause} ${window} ${host}`));
	const [under, same] = [hidden.filter(({ host }) => /\bp_/.test(host)), hidden.filter(({ host }) => !/\bp_/.test(host))];
	expect(under.length).toBeGreaterThan(0);
	expect(same.length).toBeGreaterThan(20);
	expect(same.filter(({ cause, window, host }) => !known.has(`${cause} ${window} ${host}`))).toEqual([]);
});

async function pseudonymOf(who: Who, institution: string): Promise<string> {
	const found = await ask(
		who,
		'GET',
		`/v1/events?${new URLSearchParams({ q: 'user-name:zeldzaam.persoon format:eduvpn', ...span, institution })}`,
	);
	return /CONNECT (\S+) /.exec((found.json as { items: { raw: string }[] }).items[0]?.raw ?? '')?.[1] ?? 'nothing';
}
const lookUp = async (who: Who, ...pseudonyms: string[]) =>
	(await ask(who, 'POST', '/v1/persons/look-up', { pseudonyms, reason: 'zaak 7' })).json as {
		institution: string;
		items: { pseudonym: string; sealed: string }[];
	};

test('the institution finds by name and opens with its own key alone; the trail tells of both', async () => {
	const stored = await pseudonymOf(ciso, school);
	expect(stored).toMatch(/^p_[a-z2-7]{16}$/);
	const soc = room.person(room.soc, 'surf-soc', 'soc-analyst');
	const { institution, items } = await lookUp(ciso, stored);
	expect(items).toHaveLength(1);
	const sealed = Buffer.from(items[0]!.sealed, 'base64url');
	expect(openSealed(sealed, pair, aboutPseudonym(institution, stored))).toBe('zeldzaam.persoon');
	expect(openSealed(sealed, newKeyPair(), aboutPseudonym(institution, stored))).toBeUndefined();
	expect(openSealed(sealed, pair, aboutPseudonym(elsewhere, stored))).toBeUndefined();
	sealed[sealed.length - 1]! ^= 1;
	expect(openSealed(sealed, pair, aboutPseudonym(institution, stored))).toBeUndefined();
	expect((await lookUp(other, stored)).items).toEqual([]);
	expect((await ask(soc, 'POST', '/v1/persons/look-up', { pseudonyms: [stored], reason: 'x' })).status).toBe(403);
	const trail = await room.platform.database.system((tx) =>
		sql<{ verb: string; detail: object }>`select verb, detail from institutions.audit_trail
			where organisation_id = ${school} and verb like 'persons.%' order by number`.execute(tx),
	);
	expect(trail.rows.map(({ verb }) => verb)).toEqual([
		...['persons.key-given', 'persons.key-proven', 'persons.pseudonyms-changed'],
		...['persons.searched-by-name', 'persons.looked-up'],
	]);
	expect(trail.rows.at(-1)?.detail).toEqual({ pseudonyms: [stored], reason: 'zaak 7' });
	expect(JSON.stringify(trail.rows)).not.toMatch(people);
});

test('an alert is found by the name of whom it tells, by the own institution alone', async () => {
	const found = async (who: Who, search: string) =>
		((await ask(who, 'GET', `/v1/alerts?${new URLSearchParams({ search })}`)).json as { items: { id: string; host: string }[] })
			.items;
	const [about] = (await found(ciso, 'p_')).filter(({ host }) => /^p_[a-z2-7]{16}$/.test(host));
	const { items } = await lookUp(ciso, about!.host);
	const name = openSealed(Buffer.from(items[0]!.sealed, 'base64url'), pair, aboutPseudonym(school, about!.host));
	expect((await found(ciso, name!)).map(({ id }) => id)).toContain(about!.id);
	expect((await found(ciso, name!.toUpperCase())).map(({ id }) => id)).toContain(about!.id);
	expect(await found(room.person(room.soc, 'surf-soc', 'soc-analyst'), name!)).toEqual([]);
});

test('a search is written down without the name, and a pivot finds by it', async () => {
	const { pool } = room.db.database;
	await pool.query(`create table public.seen_searches (query text); grant insert on public.seen_searches to dijkwacht_app;
		create function public.note_search() returns trigger language plpgsql as $$
			begin insert into public.seen_searches values (new.query); return new; end $$;
		create trigger note_search before insert on monitoring.running_searches for each row execute function public.note_search()`);
	for (const q of [
		'Zeldzaam.Persoon',
		'user-name:zeldzaam.persoon',
		String.raw`"EXAMPLE\\zeldzaam.persoon" OR user:zeldzaam.persoon`,
	]) {
		const found = await ask(ciso, 'GET', `/v1/events?${new URLSearchParams({ q, ...span })}`);
		expect(found.json.items.length, q).toBeGreaterThan(0);
	}
	const sought = new URLSearchParams({ kind: 'user-name', value: 'zeldzaam.persoon', ...span });
	const pivot = await ask(ciso, 'GET', `/v1/events/pivot?${sought}`);
	expect(pivot.json.sightings).toMatchObject([{ institution: school }]);
	const file = new URLSearchParams({ q: 'zeldzaam.persoon format:eduvpn', format: 'csv', ...span });
	const exported = await room.app.inject({ url: `/v1/events/export?${file}`, headers: room.as(ciso) });
	expect(exported.body.split('\n').filter((row) => row.includes('p_')).length).toBe(2);
	const rows = await pool.query<{ query: string }>('select query from public.seen_searches');
	const written = rows.rows.map(({ query }) => query);
	await pool.query('drop trigger note_search on monitoring.running_searches; drop table public.seen_searches');
	expect(written).toHaveLength(5);
	expect(written.filter((query) => people.test(query) || !query.includes('p_'))).toEqual([]);
});

test('who is not of the institution finds nothing by name there, also with a disclosure', async () => {
	await room.platform.database.system((tx) =>
		sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			values (${school}, ${room.soc}, 'telemetry', 'de wacht', current_date)`.execute(tx),
	);
	const soc = room.person(room.soc, 'surf-soc', 'soc-analyst');
	expect(await pseudonymOf(soc, school)).toBe('nothing');
	const stored = await pseudonymOf(ciso, school);
	const found = await ask(soc, 'GET', `/v1/events?${new URLSearchParams({ q: `user-name:${stored} format:eduvpn`, ...span })}`);
	expect(found.json.items).toHaveLength(2);
});

test('another institution has other pseudonyms; turned off, only what comes from then on has names', async () => {
	await turnOnPseudonyms(room.app, room.as(other), newKeyPair());
	const line = (text: string) => JSON.stringify({ time: '2026-11-01T10:00:00Z', message: text, user: 'zeldzaam.persoon' });
	await toOther([line('eerst')]);
	const rows = () =>
		room.telemetry.query<{ raw: string }>(
			"SELECT DISTINCT raw FROM dijkwacht.events WHERE institution = {elsewhere:UUID} AND format = 'plain' AND position(raw, '2026-11-01') > 0 ORDER BY raw",
			{ elsewhere },
		);
	const before = await rows();
	const [first] = before.map(({ raw }) => (JSON.parse(raw) as { user: string }).user);
	expect(first).toMatch(/^p_/);
	expect(first).not.toBe(await pseudonymOf(ciso, school));
	await ask(other, 'PUT', '/v1/persons/pseudonyms', { enabled: false, reason: 'niet meer nodig' });
	await toOther([line('later')]);
	const after = await rows();
	expect(after).toContainEqual(before[0]);
	expect(after.filter(({ raw }) => people.test(raw))).toHaveLength(1);
});

test('a lost key of the installation makes batches wait and stores no name', async () => {
	const { config } = room.platform;
	const line = JSON.stringify({ time: '2026-11-03T10:00:00Z', message: 'x', user: 'vierde.persoon' });
	Object.assign(config, { SECRETS_KEY: Buffer.alloc(32, 9).toString('base64url') });
	expect((await room.send(line)).statusCode).toBe(503);
	const search = `/v1/events?${new URLSearchParams({ q: 'vierde.persoon', ...span })}`;
	expect((await ask(ciso, 'GET', search)).status).toBe(503);
	Object.assign(config, { SECRETS_KEY: undefined });
	expect((await room.send(line)).json()).toMatchObject({ accepted: 1 });
	const { items } = (await ask(ciso, 'GET', search)).json as { items: { raw: string }[] };
	expect(items.map(({ raw }) => raw).join()).toMatch(/"user":"p_\w{16}"/);
});

test('under a new key new names are sealed, and the old key opens the old ones still', async () => {
	const next = newKeyPair();
	await turnOnPseudonyms(room.app, room.as(ciso), next);
	const line = JSON.stringify({ time: '2026-11-02T10:00:00Z', message: 'x', user: 'derde.persoon' });
	await room.send(line);
	const found = await ask(ciso, 'GET', `/v1/events?${new URLSearchParams({ q: 'user:derde.persoon', ...span })}`);
	const stored = (JSON.parse(found.json.items[0].raw) as { user: string }).user;
	const opened = async (pseudonym: string, with_: typeof pair) => {
		const { items } = await lookUp(ciso, pseudonym);
		return items.map(({ sealed }) => openSealed(Buffer.from(sealed, 'base64url'), with_, aboutPseudonym(school, pseudonym)));
	};
	expect(await opened(stored, next)).toEqual(['derde.persoon']);
	expect(await opened(stored, pair)).toEqual([undefined]);
	expect(await opened(await pseudonymOf(ciso, school), pair)).toEqual(['zeldzaam.persoon']);
});
