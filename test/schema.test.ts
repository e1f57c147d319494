import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { dumpSchema } from '#platform';
import { cloneDatabase } from './helpers/database.ts';

it('holds in db/schema.sql what the migrations lead to', async () => {
	const db = await cloneDatabase();
	const client = new pg.Client({ connectionString: db.url });
	await client.connect();
	try {
		const real = (await dumpSchema(client)).split('\n');
		const written = readFileSync(join(import.meta.dirname, '../db/schema.sql'), 'utf8').split('\n');
		expect(real.length).toBeGreaterThan(200);
		const first = real.findIndex((line, place) => line !== written[place]);
		const where = first < 0 ? written.length : first;
		const told = `line ${where + 1} differs; run: npm run -s cli -- schema, and read the difference before you commit it`;
		expect({ line: written[where], lines: written.length }, told).toEqual({ line: real[where], lines: real.length });
	} finally {
		await client.end();
		await db.drop();
	}
});
