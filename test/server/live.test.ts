import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, personaClient } from '#demo';
import { runningServer } from '#platform';
import { type RealServer, realServer } from '../helpers/server.ts';

const rows = 200;
const writers = 10;

let server: RealServer;
let analyst: Client;
let pool: pg.Pool;
beforeAll(async () => {
	server = await realServer();
	analyst = await personaClient(server.base(), 'analist');
	pool = new pg.Pool({ connectionString: runningServer(server.dataDir)?.databaseUrl, max: writers });
});
afterAll(async () => {
	await pool?.end();
	await server?.remove();
});

/** A screen that hears until it is cut off. @returns its last id and what it heard */
async function hear(lastId: string, forMs: number, heard: number[]): Promise<string> {
	const headers = { ...analyst.identity, accept: 'text/event-stream', ...(lastId === '' ? {} : { 'last-event-id': lastId }) };
	let last = lastId;
	let text = '';
	try {
		const answer = await fetch(`${server.base()}/v1/live`, { headers, signal: AbortSignal.timeout(forMs) });
		const decoder = new TextDecoder();
		for await (const part of answer.body ?? []) {
			text += decoder.decode(part as Uint8Array, { stream: true });
			const blocks = text.split('\n\n');
			text = blocks.pop() ?? '';
			for (const block of blocks) {
				last = /^id: (.*)$/m.exec(block)?.[1] ?? last;
				const data = /^event: proof\ndata: (.*)$/m.exec(block)?.[1];
				if (data !== undefined) heard.push((JSON.parse(data) as { n: number }).n);
			}
		}
	} catch (fault) {
		if ((fault as Error).name !== 'TimeoutError') throw fault;
	}
	return last;
}

/** Writes its rows in transactions that stay open for different times, so that later ones commit first. */
async function write(first: number): Promise<void> {
	for (let n = first; n < rows; n += writers) {
		const client = await pool.connect();
		try {
			await client.query('begin');
			await client.query(`insert into platform.live_events (topic, payload) values ('proof', $1)`, [JSON.stringify({ n })]);
			await wait((n * 37) % 120);
			await client.query('commit');
		} finally {
			client.release();
		}
	}
}

it('lets a screen that comes back with its last id miss nothing, whatever the order of commit', async () => {
	const heard: number[] = [];
	let last = '';
	for (let longer = 500; longer < 20_000 && last === ''; longer *= 2) last = await hear('', longer, heard);
	expect(last).toMatch(/^\d+$/);
	let writing = true;
	const done = Promise.all(Array.from({ length: writers }, (_, first) => write(first))).finally(() => {
		writing = false;
	});
	while (writing) {
		last = await hear(last, 250, heard);
		await wait(60);
	}
	await done;
	for (let longer = 500; longer < 20_000 && new Set(heard).size < rows; longer *= 2) last = await hear(last, longer, heard);
	const missed = Array.from({ length: rows }, (_, n) => n).filter((n) => !heard.includes(n));
	expect(missed).toEqual([]);
});

it('names the first broken link after a row of the audit trail was changed by hand', async () => {
	const invited = await server.cli(
		'user',
		'invite',
		'--organisation',
		'Hogeschool Kaderhaven',
		'--name',
		'Proef',
		'--role',
		'ciso',
	);
	expect(invited.out, 'the link leads to the server that runs').toContain(`:${new URL(server.base()).port}/invitation#`);
	const fine = await server.cli('audit', 'verify');
	expect(fine, fine.err).toMatchObject({ code: 0 });
	const found = await pool.query<{ organisation_id: string; number: string }>(
		`select organisation_id, number from institutions.audit_trail t
		where number < (select max(number) from institutions.audit_trail o where o.organisation_id = t.organisation_id)
		order by number desc limit 1`,
	);
	const { organisation_id: organisation, number } = found.rows[0] ?? { organisation_id: '', number: '0' };
	const client = await pool.connect();
	try {
		await client.query(`set session_replication_role = 'replica'`);
		const changed = await client.query(
			`update institutions.audit_trail set detail = detail || '{"changed":"by hand"}' where organisation_id = $1 and number = $2`,
			[organisation, number],
		);
		expect(changed.rowCount).toBe(1);
	} finally {
		await client.query(`set session_replication_role = 'origin'`);
		client.release();
	}
	const broken = await server.cli('audit', 'verify');
	expect(broken.code).toBe(1);
	expect(broken.err.split('\n')[0]).toContain(`BROKEN organisation ${organisation}, entry ${number}:`);
});
