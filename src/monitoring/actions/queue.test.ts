import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Who } from '#platform';
import { sendSynthetic } from '../watch/send-synthetic.ts';
import { startDetection } from '../detect/detection.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';

let room: WatchRoom;
let analyst: Who;
let colleague: Who;
let ciso: Who;
const statements: string[] = [];

beforeAll(async () => {
	room = await watchRoom((statement) => statements.push(statement));
	analyst = room.person(room.soc, 'surf-soc', 'soc-analyst');
	colleague = { ...analyst, person: crypto.randomUUID() };
	ciso = room.person(room.schools[0], 'institution', 'ciso');
});
afterAll(() => room.stop());

async function raise(...hosts: string[]): Promise<string[]> {
	const lines = hosts.map((host) =>
		JSON.stringify({
			timestamp: new Date().toISOString(),
			...{ flow_id: 7, event_type: 'alert', src_ip: host, dest_ip: '198.51.100.9', proto: 'TCP' },
			alert: { action: 'allowed', signature: 'ET COINMINER', category: 'Crypto Currency Mining Activity Detected', severity: 1 },
		}),
	);
	await room.send(lines.join('\n'));
	const { items } = (await call(analyst, 'GET', '?state=new')).json();
	return items.map(({ id }: { id: string }) => id);
}

function call(who: Who, method: 'GET' | 'POST', path: string, payload?: object) {
	return room.app.inject({ method, url: `/v1/alerts${path}`, headers: room.as(who), ...(payload ? { payload } : {}) });
}

test('an analyst takes, notes, decides and undoes; the institution reads who did what', async () => {
	const [id = ''] = await raise('10.0.0.1');
	expect((await call(analyst, 'POST', `/${id}/take`)).json()).toMatchObject({ state: 'taken', takenBy: analyst.person });
	expect((await call(colleague, 'POST', `/${id}/take`)).json()).toMatchObject({ status: 409, code: 'state-refused' });
	expect((await call(colleague, 'POST', `/${id}/take`, { takeOver: true })).statusCode).toBe(200);
	expect((await call(analyst, 'POST', `/${id}/notes`, { text: 'Gebeld met de beheerder.' })).statusCode).toBe(201);
	expect((await call(colleague, 'POST', `/${id}/decide`, { decision: 'benign', reason: ' ' })).statusCode).toBe(400);
	const decided = await call(colleague, 'POST', `/${id}/decide`, { decision: 'benign', reason: 'onderzoek' });
	expect(decided.json()).toMatchObject({ state: 'decided', decision: 'benign' });
	expect((await call(analyst, 'POST', `/${id}/reopen`)).json()).toMatchObject({ state: 'taken', decision: null });
	expect((await call(analyst, 'POST', `/${id}/release`)).json()).toMatchObject({ state: 'new', takenBy: null });
	const own = (await call(ciso, 'GET', `/${id}`)).json();
	expect(own.notes).toMatchObject([{ text: 'Gebeld met de beheerder.', organisation: room.soc }]);
	expect(own.pointer.batch).toMatch(/^\d+$/);
	expect((await call(room.person(room.schools[1], 'institution', 'ciso'), 'GET', `/${id}`)).statusCode).toBe(404);
	expect((await call(room.person(room.schools[1], 'institution', 'ciso'), 'POST', `/${id}/take`)).statusCode).toBe(404);
});

test('a bundle is decided at once, but not what a colleague holds', async () => {
	const ids = await raise('10.0.0.2', '10.0.0.3', '10.0.0.4');
	await call(colleague, 'POST', `/${ids[0]}/take`);
	const [bundle] = (await call(analyst, 'GET', '/bundles')).json().items;
	expect(bundle).toMatchObject({ open: ids.length, institutions: 1 });
	const decision = { bundle: bundle.bundle, decision: 'true-positive', reason: 'dezelfde besmetting' };
	const answer = await call(analyst, 'POST', '/decide-bundle', decision);
	expect(answer.json()).toEqual({ decided: ids.length - 1, held: 1 });
	const decided = (await call(analyst, 'GET', '?state=decided&severity=medium,high')).json().items;
	expect(decided).toHaveLength(ids.length - 1);
	const [left] = (await call(analyst, 'GET', '/bundles')).json().items;
	expect(left).toMatchObject({ alerts: 1, open: 1, severity: decided[0].severity });
	const [whole] = (await call(analyst, 'GET', '/bundles?open=false')).json().items;
	expect(whole).toMatchObject({ alerts: ids.length, open: 1, hits: ids.length, bundle: bundle.bundle });
});

test('a bundle is taken at once, and says how much of it is yours', async () => {
	await raise('10.0.4.1', '10.0.4.2');
	const [bundle] = (await call(analyst, 'GET', '/bundles')).json().items;
	const fresh = (await call(analyst, 'GET', '?state=new')).json().items.length;
	expect((await call(analyst, 'POST', '/take-bundle', { bundle: bundle.bundle })).json()).toEqual({ taken: fresh, held: 1 });
	expect((await call(analyst, 'GET', '/bundles')).json().items[0]).toMatchObject({ mine: fresh });
	expect((await call(analyst, 'POST', '/take-bundle', { bundle: bundle.bundle })).json()).toEqual({ taken: 0, held: 1 });
	for (const { id } of (await call(analyst, 'GET', '?state=taken&mine=true')).json().items)
		await call(analyst, 'POST', `/${id}/decide`, { decision: 'benign', reason: 'oefening' });
});

test('the queue answers page after page with few statements', async () => {
	await raise(...Array.from({ length: 30 }, (_, n) => `10.1.0.${n + 1}`));
	const seen = new Set<string>();
	let next: string | undefined = '';
	while (next !== undefined) {
		statements.length = 0;
		const page: { items: { id: string }[]; next?: string } = (
			await call(analyst, 'GET', `?limit=7${next === '' ? '' : `&cursor=${next}`}`)
		).json();
		expect(statements.length).toBeLessThanOrEqual(10);
		for (const { id } of page.items) {
			expect(seen.has(id)).toBe(false);
			seen.add(id);
		}
		next = page.next;
	}
	expect(seen.size).toBe(36);
	const found = async (who: Who, text: string) =>
		(await call(who, 'GET', `?search=${encodeURIComponent(text)}`)).json().items.length;
	expect(await found(analyst, '10.1.0.17')).toBe(1);
	for (const wildcard of ['10.1.0.%', '10_1', '\\']) expect(await found(analyst, wildcard), wildcard).toBe(0);
	expect(await found(room.person(room.schools[1], 'institution', 'ciso'), '10.1.0.17')).toBe(0);
});

test('a rule switched off by an institution raises nothing there', async () => {
	const [bundle] = (await call(analyst, 'GET', '/bundles?open=false')).json().items;
	const rule = String(bundle.bundle).replace('rule:', '');
	const payload = { enabled: false, reason: 'wij onderzoeken dit' };
	const put = await room.app.inject({ method: 'PUT', url: `/v1/rules/${rule}/state`, headers: room.as(ciso), payload });
	expect(put.json()).toEqual({ id: rule, enabled: false });
	const { items } = (await room.app.inject({ url: '/v1/rules', headers: room.as(ciso) })).json();
	expect(items.length).toBeGreaterThan(40);
	expect(items.find(({ id }: { id: string }) => id === rule)).toMatchObject({ enabled: false, author: 'Dijkwacht' });
	const one = (await room.app.inject({ url: `/v1/rules/${rule}`, headers: room.as(analyst) })).json();
	expect(one).toMatchObject({ titleNl: 'Netwerksensor zag delven van cryptomunten', author: 'Dijkwacht', enabled: true });
	expect(one.text).toContain(`id: ${rule}`);
	await (await startDetection(room.platform)).refresh();
	const before = (await call(analyst, 'GET', '?limit=1')).json().items[0].id;
	await raise('10.2.0.1');
	expect((await call(analyst, 'GET', '?limit=1')).json().items[0].id).toBe(before);
});

test('the watch board is green on proofs only', async () => {
	const board = async (who: Who) => (await room.app.inject({ url: '/v1/watch-board', headers: room.as(who) })).json();
	expect((await board(ciso)).items).toMatchObject([
		{ watched: 'no', synthetic: { why: 'never-passed' }, sensors: { state: 'proven' } },
	]);
	expect(await sendSynthetic(room.platform)).toEqual({ passed: 1, failed: 0 });
	expect((await board(ciso)).items).toMatchObject([{ synthetic: { state: 'proven' }, sensors: { why: 'reporting' } }]);
	const all = (await board(analyst)).items;
	expect(all.map(({ watched, sensors }: { watched: string; sensors: { why: string } }) => `${watched} ${sensors.why}`)).toEqual([
		expect.stringContaining('reporting'),
		'unknown not-disclosed',
	]);
	const history = (school: string | undefined) =>
		room.app.inject({ url: `/v1/watch-board/${school}/history`, headers: room.as(analyst) });
	const { hours } = (await history(room.schools[0])).json();
	expect(hours).toHaveLength(24);
	expect(hours.at(-1)).toMatchObject({ sensors: 1, checks: 1, passed: 1, desk: null });
	expect((await history(room.schools[1])).statusCode).toBe(404);
	expect((await call(analyst, 'GET', '?search=synthetic')).json().items).toEqual([]);
});
