import { chmodSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/helpers/database.ts';
import { openLog } from '../log.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';

const folder = temporaryFolder();
let postgres: EmbeddedPostgres;
beforeAll(async () => {
	chmodSync(folder.path, 0o755);
	postgres = await startEmbedded(folder.path, openLog('silent'));
});
afterAll(async () => {
	await postgres?.stop();
	folder.remove();
});

async function connected(): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: postgres.url, connectionTimeoutMillis: 2000 });
	client.on('error', () => undefined);
	await client.connect();
	return client;
}

it('starts again after it was killed, also beside a backend that cannot look up', async () => {
	const held = await connected();
	const [row] = (await held.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
	const before = postgres.pid() ?? 0;
	process.kill(row?.pid ?? 0, 'SIGSTOP');
	process.kill(before, 'SIGKILL');
	let client: pg.Client | undefined;
	for (let attempt = 0; client === undefined && attempt < 300; attempt += 1) {
		await wait(100);
		client = await connected().catch(() => undefined);
	}
	expect((await client?.query('select 1 as one'))?.rows).toEqual([{ one: 1 }]);
	expect(postgres.pid()).not.toBe(before);
	await client?.end();
	await held.end().catch(() => undefined);
}, 60_000);
