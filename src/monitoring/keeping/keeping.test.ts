import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, type Who } from '#platform';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { applyAll, applyKeeping, runErasure } from './apply.ts';

let room: WatchRoom;
let ciso: Who;
let other: Who;
let school = '';
const now = Date.now();
const at = (daysAgo: number) => new Date(now - daysAgo * 86_400_000).toISOString();
const dayAhead = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
const line = (daysAgo: number, user: string) => JSON.stringify({ time: at(daysAgo), message: `sign-in of ${user}`, user });

beforeAll(async () => {
	room = await watchRoom();
	school = room.schools[0];
	ciso = room.person(school, 'institution', 'ciso');
	other = room.person(room.schools[1], 'institution', 'ciso');
	const lines = [line(1, 'jkoper'), line(2, 'jkoper'), line(9, 'jkoper'), line(1, 'mvries'), 'jkoper, not JSON'];
	expect((await room.send(lines.join('\n'))).json()).toMatchObject({ accepted: 4, refused: 1 });
});
afterAll(() => room.stop());

async function ask(who: Who, method: 'GET' | 'PUT' | 'POST', url: string, body?: object) {
	const answer = await room.app.inject({ method, url, headers: room.as(who), ...(body && { payload: body }) });
	return { status: answer.statusCode, json: answer.json() };
}
const users = async (): Promise<string[]> => {
	const found = await room.platform.telemetry.query<{ raw: string }>(
		'SELECT DISTINCT raw FROM dijkwacht.events WHERE institution = {school:UUID} ORDER BY time DESC',
		{ school },
	);
	return found.map(({ raw }) => (JSON.parse(raw) as { user: string }).user);
};
const keptUntil = async (): Promise<string[]> => {
	const found = await room.platform.telemetry.query<{ day: string }>(
		'SELECT DISTINCT toString(keep_until) AS day FROM dijkwacht.events WHERE institution = {school:UUID} ORDER BY day',
		{ school },
	);
	return found.map(({ day }) => day);
};

test('terms are the ordinary ones until the institution sets its own, which then hold for new and stored events', async () => {
	expect((await ask(ciso, 'GET', '/v1/keeping')).json).toMatchObject({
		terms: { eventsDays: 90, observablesDays: 400, reason: null },
		...{ holds: [], erasures: [] },
	});
	const wrong = await ask(ciso, 'PUT', '/v1/keeping/terms', { eventsDays: 100, observablesDays: 60, reason: '' });
	expect(wrong.status).toBe(400);
	expect(wrong.json.findings.map(({ where }: { where: string }) => where)).toContain('/body/reason');
	expect((await ask(ciso, 'PUT', '/v1/keeping/terms', { eventsDays: 30, observablesDays: 90, reason: 'Kort' })).status).toBe(200);
	await applyKeeping(room.platform, school);
	expect(await keptUntil()).toEqual([dayAhead(30)]);
	await room.send(line(1, 'mvries').replace('sign-in', 'sign-out'));
	expect(await keptUntil()).toEqual([dayAhead(30)]);
	expect((await ask(other, 'GET', '/v1/keeping')).json.terms.eventsDays).toBe(90);
});

test('a hold keeps its span from an erasure until it ends; then the erasure is done whole and the value forgotten', async () => {
	const span = { from: at(10), to: at(8), reason: 'Aangifte' };
	expect((await ask(ciso, 'POST', '/v1/keeping/holds', { ...span, until: dayAhead(0) })).status).toBe(400);
	expect((await ask(ciso, 'POST', '/v1/keeping/holds', { ...span, to: at(11), until: dayAhead(300) })).status).toBe(400);
	const held = await ask(ciso, 'POST', '/v1/keeping/holds', { ...span, until: dayAhead(300) });
	expect(held).toMatchObject({ status: 201, json: { active: true } });
	await applyAll(room.platform);
	expect(await keptUntil()).toEqual([dayAhead(30), dayAhead(300)]);

	const asked = await ask(ciso, 'POST', '/v1/keeping/erasures', {
		scope: 'person',
		kind: 'user-name',
		value: 'JKoper',
		reason: 'AVG',
	});
	expect(asked).toMatchObject({ status: 202, json: { shown: 'j…', doneAt: null } });
	await runErasure(room.platform, asked.json.id);
	expect(await users()).toEqual(['mvries', 'mvries', 'jkoper']);
	expect((await ask(ciso, 'GET', '/v1/keeping')).json.erasures).toMatchObject([
		{ events: 2, held: 1, deadLetters: 1, doneAt: null },
	]);

	expect((await ask(other, 'POST', `/v1/keeping/holds/${held.json.id}/end`, { reason: 'x' })).status).toBe(404);
	const ended = await ask(ciso, 'POST', `/v1/keeping/holds/${held.json.id}/end`, { reason: 'Zaak gesloten' });
	expect(ended.json).toMatchObject({ active: false, endReason: 'Zaak gesloten' });
	expect((await ask(ciso, 'POST', `/v1/keeping/holds/${held.json.id}/end`, { reason: 'nog eens' })).status).toBe(404);
	await applyKeeping(room.platform, school);
	expect(await users()).toEqual(['mvries', 'mvries']);
	expect((await ask(ciso, 'GET', '/v1/keeping')).json.erasures).toMatchObject([
		{ events: 3, held: 0, deadLetters: 1, doneAt: expect.any(String) },
	]);
	const left = await room.platform.database.system((tx) =>
		sql<{ n: number }>`select (select count(*) from monitoring.erasures where value is not null)
			+ (select count(*) from institutions.audit_trail where detail::text ilike '%jkoper%') as n`.execute(tx),
	);
	expect(left.rows).toEqual([{ n: 0 }]);
});

test('a hold that ends by its day lets go what it kept, and one on today keeps what came in today', async () => {
	const hold = { from: at(1.5), to: dayAhead(2).concat('T00:00:00Z'), until: dayAhead(5), reason: 'Onderzoek' };
	expect((await ask(ciso, 'POST', '/v1/keeping/holds', hold)).status).toBe(201);
	await room.send(`${line(0.5, 'pjansen')}\npjansen, not JSON`);
	const asked = await ask(ciso, 'POST', '/v1/keeping/erasures', {
		scope: 'person',
		kind: 'user-name',
		value: 'pjansen',
		reason: 'AVG',
	});
	await runErasure(room.platform, asked.json.id);
	expect((await ask(ciso, 'GET', '/v1/keeping')).json.erasures[0]).toMatchObject({ events: 0, held: 2, doneAt: null });
	await room.platform.database.system((tx) =>
		sql`update monitoring.holds set until = current_date where institution_id = ${school} and ended_at is null`.execute(tx),
	);
	await applyAll(room.platform);
	expect((await ask(ciso, 'GET', '/v1/keeping')).json.erasures[0]).toMatchObject({
		...{ events: 1, deadLetters: 1, held: 0, doneAt: expect.any(String) },
	});
});

test('a value is found in the line too where nothing recognised it, as a value of its own and not as a part of another', async () => {
	const note = (message: string) => JSON.stringify({ time: at(1), message });
	const gone = [
		'blocked Zoë.Smit for a day',
		'C:\\Users\\zoë.smit\\a.docx',
		'ended by zoë.smit.',
		'su: (to ZOË.SMIT) root',
		'Name:\t\tzoë.smit\r\n',
	];
	const stay = ['of zoë.smits', 'mail of zoë.smit@example.nl', 'azoë.smit', 'zoë'];
	const letters = ['zoë.smit, not JSON', 'zoë.smits, not JSON', '{"never ended": "by\\tzo\\u00eb.smit'];
	const ascii = note('session of zoë.smit').replace('ë', '\\u00eb');
	const sent = await room.send([...[...gone, ...stay].map(note), ascii, ...letters].join('\n'));
	expect(sent.json()).toMatchObject({ accepted: 10, refused: 3 });
	const person = { scope: 'person', kind: 'user-name', value: 'Zoë.Smit', reason: 'AVG' };
	const asked = await ask(ciso, 'POST', '/v1/keeping/erasures', person);
	await runErasure(room.platform, asked.json.id);
	expect((await ask(ciso, 'GET', '/v1/keeping')).json.erasures[0]).toMatchObject({ events: 6, deadLetters: 2, held: 0 });
	const left = await room.platform.telemetry.query<{ raw: string }>(
		"SELECT DISTINCT raw FROM dijkwacht.events WHERE institution = {school:UUID} AND positionCaseInsensitiveUTF8(raw, 'zoë') > 0",
		{ school },
	);
	expect(left.map(({ raw }) => (JSON.parse(raw) as { message: string }).message).sort()).toEqual([...stay].sort());
});

test('an institution is erased by who types its name', async () => {
	const wrong = await ask(ciso, 'POST', '/v1/keeping/erasures', { scope: 'institution', confirm: 'Een ander', reason: 'Weg' });
	expect(wrong.json.findings).toMatchObject([{ where: '/body/confirm' }]);
	const found = await room.platform.database.system((tx) =>
		sql<{ name: string }>`select name from institutions.organisations where id = ${school}`.execute(tx),
	);
	const confirm = found.rows[0]?.name;
	const asked = await ask(ciso, 'POST', '/v1/keeping/erasures', { scope: 'institution', confirm, reason: 'Weg' });
	await runErasure(room.platform, asked.json.id);
	expect(await users()).toEqual([]);
	expect((await ask(ciso, 'GET', '/v1/keeping')).json.erasures[0]).toMatchObject({ scope: 'institution', events: 6, held: 0 });
});
