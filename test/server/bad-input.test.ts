import { readFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, demoSensors, personaClient } from '#demo';
import { runningServer } from '#platform';
import { memoryOf, type RealServer, realServer } from '../helpers/server.ts';

const register = readFileSync(join(import.meta.dirname, '../../content/demo/duo-ho.csv'), 'utf8');
const somebodyElse = '0197b1de-0000-7000-8000-0000000000cc';
const megabyte = 1_000_000;
/** Twice what batches under way may hold together (384 MiB): as much again may wait to be collected. */
const mostMemory = 805;

let server: RealServer;
let ciso: Client;
let operator: Client;
let sensor = '';
let client: pg.Client;
let draft = '';
let before = '';
let memoryBefore = 0;

/** What bad input must not change; the demo's own sensors go on meanwhile, so theirs are left out. */
async function fingerprint(): Promise<string> {
	const tables = ['institutions.organisations', 'institutions.institutions', 'institutions.names', 'norms.frameworks'];
	const more = [
		'norms.controls',
		'assessments.evidence',
		'assessments.target_agreements',
		'sharing.advisories',
		'sharing.indicators',
	];
	const counts = [...tables, ...more].map((name) => `(select count(*) from ${name}) as "${name}"`);
	return JSON.stringify((await client.query(`select ${counts.join(', ')}`)).rows[0]);
}

beforeAll(async () => {
	server = await realServer([], { LOG_LEVEL: 'debug' });
	ciso = await personaClient(server.base(), 'ciso');
	operator = await personaClient(server.base(), 'beheerder');
	const body = JSON.stringify({ name: 'Proef', kind: 'mixed', rhythmSeconds: 600, scope: 'test' });
	sensor = ((await ciso.send('POST', '/v1/sensors', body)) as { secret: { token: string } }).secret.token;
	const year = new Date().getUTCFullYear();
	const { items } = (await ciso.send('GET', '/v1/frameworks')) as { items: { id: string; framework: string }[] };
	const framework = items.find((one) => one.framework === 'ho-6c')?.id;
	const round = { framework, title: 'Proef', fromDay: `${year}-01-01`, untilDay: `${year}-12-31` };
	const made = (await ciso.send('POST', '/v1/rounds', JSON.stringify(round))) as { id: string };
	const opened = (await ciso.send('POST', '/v1/assessments', JSON.stringify({ round: made.id, opinion: 'self' }))) as {
		id: string;
	};
	draft = opened.id;
	client = new pg.Client({ connectionString: runningServer(server.dataDir)?.databaseUrl });
	await client.connect();
	before = await fingerprint();
	memoryBefore = memoryOf(server.pid());
});
afterAll(async () => {
	await client?.end();
	await server?.remove();
});

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
interface Sent {
	readonly method?: string;
	readonly headers?: Record<string, string>;
	readonly body?: Body;
}

async function refused(path: string, sent: Sent, ...statuses: readonly number[]): Promise<void> {
	const init: RequestInit & { duplex: 'half' } = { method: 'POST', ...sent, duplex: 'half' };
	const answer = await fetch(`${server.base()}${path}`, init);
	const text = await answer.text();
	expect(statuses, text).toContain(answer.status);
	expect(answer.headers.get('content-type')).toContain('application/problem+json');
	expect(JSON.parse(text)).toMatchObject({ status: answer.status, code: expect.any(String), title: expect.any(String) });
}

const events = (more: Record<string, string> = {}) => ({
	...{ authorization: `Bearer ${sensor}`, 'content-type': 'application/x-ndjson' },
	...more,
});
async function ingested(body: Body): Promise<{ accepted: number; refused: number }> {
	const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: events(), body, duplex: 'half' };
	const answer = await fetch(`${server.base()}/v1/ingest/events`, init);
	expect(answer.status, 'a batch with bad lines is taken, its bad lines are not').toBe(200);
	return (await answer.json()) as { accepted: number; refused: number };
}
const json = (identity: Record<string, string>) => ({ ...identity, 'content-type': 'application/json' });
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('ingest', () => {
	it('refuses packing it cannot read', async () => {
		await refused('/v1/ingest/events', { headers: events({ 'content-encoding': 'br' }), body: 'x' }, 415);
		const cut = gzipSync(JSON.stringify({ message: 'x'.repeat(2000) })).subarray(0, 30);
		await refused('/v1/ingest/events', { headers: events({ 'content-encoding': 'gzip' }), body: new Uint8Array(cut) }, 400);
		await refused('/v1/ingest/events', { headers: events({ 'content-encoding': 'gzip' }), body: 'not gzip at all' }, 400);
	});

	it('refuses what unpacks beyond its bound', async () => {
		const bomb = gzipSync(Buffer.alloc(300 * megabyte, 10));
		await refused('/v1/ingest/events', { headers: events({ 'content-encoding': 'gzip' }), body: new Uint8Array(bomb) }, 413);
	});

	it('passes over a line of 100 MB without keeping it', async () => {
		let left = 100;
		const part = new Uint8Array(megabyte).fill(97);
		const body = new ReadableStream({
			pull(controller) {
				left -= 1;
				if (left < 0) controller.close();
				else controller.enqueue(part);
			},
		});
		expect(await ingested(body)).toMatchObject({ accepted: 0, refused: 1 });
	});

	it('survives JSON of 20,000 levels and bytes that are no text', async () => {
		const answer = await ingested(`${deep(20_000)}\n{"message":"fine"}\n`);
		expect(answer.accepted + answer.refused).toBe(2);
		const broken = await ingested(new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28, 10]));
		expect(broken.accepted + broken.refused).toBe(1);
	});

	it('refuses a token it does not know and one for another purpose', async () => {
		const [kept] = demoSensors(server.dataDir);
		await refused('/v1/ingest/events', { headers: { ...events(), authorization: 'Bearer wrong' }, body: '{}' }, 401);
		await refused('/v1/ingest/events', { headers: { ...events(), authorization: `Bearer ${kept?.secret}x` }, body: '{}' }, 401);
		await refused('/v1/assessments', { method: 'GET', headers: { authorization: `Bearer ${kept?.secret}` } }, 403);
	});
});

describe('files', () => {
	it('refuses an archive, a page and an empty file as evidence', async () => {
		const evidence = (name: string, body: Uint8Array<ArrayBuffer>) =>
			refused(
				`/v1/assessments/${draft}/evidence?fileName=${name}`,
				{ headers: { ...ciso.identity, 'content-type': 'application/octet-stream' }, body },
				...[400, 415],
			);
		const archive = new Uint8Array(4000);
		archive.set([0x50, 0x4b, 3, 4, 20, 0]);
		await evidence('verslag.pdf', archive);
		await evidence('verslag.zip', archive);
		await evidence('verslag.pdf', new Uint8Array(gzipSync(Buffer.alloc(50 * megabyte))));
		await evidence('verslag.txt', new Uint8Array(Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(900))));
		await evidence('verslag.pdf', new Uint8Array(0));
	});

	it('names every fault of a DUO file with its place', async () => {
		const send = (body: string) =>
			refused(
				'/v1/institutions/imports?sector=higher-education',
				{ headers: { ...operator.identity, 'content-type': 'text/csv' }, body },
				...[400, 422],
			);
		const [head = '', first = '', ...rest] = register.split('\n');
		await send([head, first, first, ...rest].join('\n'));
		await send([head.split(/[;,]/).slice(3).join(';'), first].join('\n'));
		await send('');
	});

	it('refuses YAML that is none', async () => {
		const send = (body: string) =>
			refused(
				'/v1/frameworks/imports?fileName=x.yaml',
				{ headers: { ...ciso.identity, 'content-type': 'text/plain' }, body },
				...[400, 422],
			);
		await send('a: [1, 2\nb: }');
		await send(`a: &a [x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: &b${n} [*a, *a, *a]`).join('\n')}`);
		await send(deep(20_000));
	});
});

describe('requests', () => {
	it('refuses bodies that are no JSON, too deep, too large or of another kind', async () => {
		const target = (body: string, type = 'application/json') =>
			refused('/v1/targets', { headers: { ...ciso.identity, 'content-type': type }, body }, 400, 413, 415);
		await target('{');
		await target(deep(20_000));
		await target('<xml/>', 'application/xml');
		await target('{}', 'nonsense');
		for (const size of [2, 9, 40]) await target(JSON.stringify({ reason: 'x'.repeat(size * megabyte) }));
		await target('{"__proto__":{"level":3}}');
	});

	it('refuses keys that stand twice, an empty idempotency key and a body that is not JSON', async () => {
		const officer = json(ciso.identity);
		await refused('/v1/units', { headers: officer, body: '{"name":"Een","kind":"faculty","name":"Twee"}' }, 400);
		const unit = '{"name":"Een","kind":"faculty"}';
		await refused('/v1/units', { headers: { ...officer, 'idempotency-key': '' }, body: unit }, 400);
		await refused('/v1/units', { headers: { ...officer, 'idempotency-key': 'x'.repeat(201) }, body: unit }, 400);
		await refused('/v1/units', { headers: { ...officer, 'content-type': 'text/plain' }, body: unit }, 415);
	});

	it('refuses an ended session, a strange id and another site', async () => {
		const leaving = await personaClient(server.base(), 'ciso');
		await leaving.send('DELETE', '/v1/session');
		await refused('/v1/session', { method: 'GET', headers: leaving.identity }, 401);
		await refused(`/v1/assessments/${somebodyElse}`, { method: 'GET', headers: ciso.identity }, 404);
		const others = await client.query<{ id: string }>(
			`select id from assessments.assessments where institution_id <> (select institution_id from assessments.assessments where id = $1) limit 1`,
			[draft],
		);
		await refused(`/v1/assessments/${others.rows[0]?.id}`, { method: 'GET', headers: ciso.identity }, 404);
		await refused('/v1/assessments/not-an-id', { method: 'GET', headers: ciso.identity }, 404);
		const elsewhere = { ...json(ciso.identity), origin: 'https://elsewhere.example' };
		await refused('/v1/targets', { headers: elsewhere, body: '{}' }, 403);
	});

	/** Sends an address as it stands; `fetch` would tidy it up. */
	function bare(path: string, headers: Record<string, string> = {}): Promise<{ status: number; type: string; body: string }> {
		const { hostname, port } = new URL(server.base());
		return new Promise((done, failed) => {
			const sent = rawRequest({ hostname, port, path, headers }, (answer) => {
				let body = '';
				answer.on('data', (part: Buffer) => (body += part));
				answer.on('end', () => done({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body }));
			});
			sent.on('error', failed);
			sent.end();
		});
	}

	it('reads nothing outside its folders and understands no broken address', async () => {
		const paths = [
			'/assets/../../package.json',
			'/assets/..%2f..%2fpackage.json',
			'/v1/..%2f..%2fetc%2fpasswd',
			'/%zz',
			'/v1/%00',
		];
		for (const path of paths) {
			const answer = await bare(path);
			expect([400, 404], path).toContain(answer.status);
			expect(answer.type, path).toContain('application/problem+json');
			expect(answer.body).not.toContain('"dependencies"');
		}
	});

	it('refuses headers of 100 kB', async () => {
		const answer = await bare('/v1/session', { 'x-large': 'x'.repeat(100_000) });
		expect(answer.status).toBe(431);
		expect(answer.type).toContain('application/problem+json');
	});
});

it('tells its log nothing of people and secrets, whatever went wrong', async () => {
	const invited = { displayName: 'Grietje Plank', mail: 'grietje@proef.example', role: 'ciso' };
	const { link } = (await ciso.send('POST', '/v1/invitations', JSON.stringify(invited))) as { link: string };
	const secret = link.split('#')[1] ?? '';
	const ask = (path: string, body: object, more: Record<string, string> = {}) =>
		fetch(`${server.base()}${path}`, {
			method: 'POST',
			headers: { ...json(ciso.identity), ...more },
			body: JSON.stringify(body),
		});
	const answers = await Promise.all([
		...['look-up', 'accept'].map((verb) => ask(`/v1/invitations/${verb}`, { secret: `${secret}x` })),
		ask('/v1/invitations/look-up', { secret }),
		ask('/v1/invitations', { ...invited, role: 'keizer' }),
		ask('/v1/tokens', { name: 'Grietje Plank', scope: 'alles' }, { authorization: 'Bearer dwt_verzonnen' }),
		ask(`/v1/people?mail=${invited.mail}&secret=${secret}`, invited),
	]);
	expect(answers.map(({ status }) => status < 500)).not.toContain(false);
	expect(secret.length).toBeGreaterThan(30);
	const told = server.printed();
	const cookie = ciso.identity['cookie']?.split('=')[1] ?? '-';
	for (const kept of [secret, sensor, cookie, 'dwt_verzonnen', invited.mail, 'Grietje', 'Kwelmans', 'kaderhaven.example'])
		expect(told.includes(kept), kept.slice(0, 12)).toBe(false);
	expect(told, 'it did log').toContain('"route":"/v1/invitations/look-up"');
});

it('has written nothing and kept its memory', async () => {
	expect(await fingerprint()).toBe(before);
	expect((await fetch(`${server.base()}/readyz`)).status).toBe(200);
	expect(memoryOf(server.pid()) - memoryBefore, 'megabytes more than before').toBeLessThan(mostMemory);
});
