import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, personaClient } from '#demo';
import { runningServer } from '#platform';
import { aboutPseudonym, openSealed } from '../../src/monitoring/persons/seal.ts';
import { type RealServer, realServer } from '../helpers/server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await realServer();
});
afterAll(() => server.remove());

const evidence = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(4000)]);

interface Listed {
	readonly items: readonly { readonly id: string; readonly framework?: string; readonly sector?: boolean }[];
}

/** The newest own assessment that is still open, with a file in it. */
async function addEvidence(ciso: Client): Promise<string> {
	const frameworks = (await ciso.send('GET', '/v1/frameworks')) as Listed;
	const framework = frameworks.items.find((one) => one.framework === 'ho-6c')?.id;
	const year = new Date().getUTCFullYear();
	const round = { framework, title: 'Herstelproef', fromDay: `${year}-01-01`, untilDay: `${year}-12-31` };
	const made = (await ciso.send('POST', '/v1/rounds', JSON.stringify(round))) as { id: string };
	const draft = (await ciso.send('POST', '/v1/assessments', JSON.stringify({ round: made.id, opinion: 'self' }))) as {
		id: string;
	};
	const path = `/v1/assessments/${draft.id}/evidence`;
	const file = (await ciso.send(
		'POST',
		`${path}?fileName=verslag.pdf`,
		new Uint8Array(evidence),
		'application/octet-stream',
	)) as {
		id: string;
	};
	return `${path}/${file.id}`;
}

async function scoresSeen(coordinator: Client): Promise<Map<string, string>> {
	const { items } = (await coordinator.send('GET', '/v1/institutions?limit=20')) as Listed;
	const seen = new Map<string, string>();
	for (const { id } of items) {
		const answer = await fetch(`${coordinator.base}/v1/institutions/${id}/scores`, { headers: coordinator.identity });
		if (answer.ok) seen.set(id, await answer.text());
	}
	return seen;
}

/** A batch with an event that a rule knows; @returns the alert it raised, with what telemetry holds of it */
async function raiseAlert(ciso: Client): Promise<string> {
	const sensor = JSON.stringify({ name: 'Herstelproef', kind: 'mixed', rhythmSeconds: 600, scope: 'test' });
	const made = (await ciso.send('POST', '/v1/sensors', sensor)) as { secret: { token: string } };
	const line = {
		...{ time: new Date().toISOString(), EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Hostname: 'herstel-1' },
		...{ SourceName: 'Microsoft-Windows-Sysmon', OriginalFileName: 'VSSADMIN.EXE', User: 'PROEF\\herstel.persoon' },
		...{ Image: 'C:\\Windows\\System32\\vssadmin.exe', ParentImage: 'C:\\Windows\\System32\\cmd.exe' },
		CommandLine: 'vssadmin.exe delete shadows /all /quiet',
	};
	const headers = { authorization: `Bearer ${made.secret.token}`, 'content-type': 'application/x-ndjson' };
	const answer = await fetch(`${ciso.base}/v1/ingest/events`, { method: 'POST', headers, body: JSON.stringify(line) });
	expect(await answer.json()).toMatchObject({ accepted: 1, alerts: expect.any(Number) });
	const queue = (await ciso.send('GET', '/v1/alerts?search=herstel-1')) as Listed;
	return queue.items[0]?.id ?? '';
}

/** Turns pseudonyms on with a key made and proven by the command line, as an institution would. */
async function hideNames(ciso: Client, key: string): Promise<void> {
	const made = await server.cli('persons', 'new-key', key);
	const given = (await ciso.send('POST', '/v1/persons/keys', made.out)) as {
		institution: string;
		key: { id: string };
		challenge: string;
	};
	const { publicKey, privateKey } = JSON.parse(readFileSync(key, 'utf8')) as Record<'publicKey' | 'privateKey', string>;
	const pair = { publicKey: Buffer.from(publicKey, 'base64url'), privateKey: Buffer.from(privateKey, 'base64url') };
	const about = aboutPseudonym(given.institution, given.key.id);
	const answer = openSealed(Buffer.from(given.challenge, 'base64url'), pair, about);
	await ciso.send('POST', `/v1/persons/keys/${given.key.id}/prove`, JSON.stringify({ answer }));
	await ciso.send('PUT', '/v1/persons/pseudonyms', JSON.stringify({ enabled: true, reason: 'Herstelproef' }));
}

const database = async <T extends object>(text: string): Promise<T[]> => {
	const client = new pg.Client({ connectionString: runningServer(server.dataDir)?.databaseUrl });
	await client.connect();
	const found = await client.query<T>(text);
	await client.end();
	return found.rows;
};
const promised = `select task_identifier as task, key, run_at from graphile_worker.jobs where key like 'herstelproef%' order by key`;

it('brings everything back from one file that was made while the server ran', { timeout: 900_000 }, async () => {
	const ciso = await personaClient(server.base(), 'ciso');
	const file = await addEvidence(ciso);
	await hideNames(ciso, join(server.dataDir, '../names.key'));
	const alert = `/v1/alerts/${await raiseAlert(ciso)}`;
	const before = await scoresSeen(await personaClient(server.base(), 'toetser'));
	expect(before.size).toBeGreaterThan(3);
	const seen = await ciso.send('GET', alert);
	await database(
		`select platform.add_job('platform:forget-live', '{}', 'herstelproef ' || n, '2099-01-01') from generate_series(1, 3) n`,
	);
	const jobs = await database(promised);
	expect(jobs).toHaveLength(3);
	const head = await server.cli('audit', 'verify');
	expect(head, head.err).toMatchObject({ code: 0 });

	const target = join(server.dataDir, '../backup.tar.gz');
	const saved = await server.cli('backup', target);
	expect(saved, saved.err).toMatchObject({ code: 0 });
	expect((await server.cli('audit', 'verify')).out, 'nobody wrote meanwhile').toBe(head.out);
	expect(await server.stop()).toBe(0);
	renameSync(server.dataDir, `${server.dataDir}-lost`);

	const restored = await server.cli('restore', target);
	expect(restored, restored.err).toMatchObject({ code: 0 });
	expect((await server.cli('audit', 'verify')).out).toBe(head.out);
	const twice = await server.cli('restore', target);
	expect(twice.code, 'a second restore is refused').toBe(1);

	await server.start();
	const again = await personaClient(server.base(), 'ciso');
	const answer = await fetch(`${server.base()}${file}`, { headers: again.identity });
	expect(Buffer.from(await answer.arrayBuffer()).equals(evidence), `evidence, status ${answer.status}`).toBe(true);
	expect(await scoresSeen(await personaClient(server.base(), 'toetser'))).toEqual(before);
	expect(await database(promised)).toEqual(jobs);
	expect(await again.send('GET', alert), 'the alert with its event').toEqual(seen);
	expect(JSON.stringify(seen)).toContain('delete shadows');
	expect(JSON.stringify(seen)).not.toContain('herstel.persoon');
	const byName = await again.send('GET', '/v1/events?q=user-name:herstel.persoon');
	expect(JSON.stringify(byName), 'the key that wraps secrets is back').toMatch(/PROEF\\\\\\\\p_\w{16}/);
	const left = readdirSync(server.dataDir).filter((name) => /^(saving|restoring)-/.test(name));
	expect(left).toEqual([]);
});
