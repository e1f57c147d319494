import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { inTurn } from './turn.ts';

const folder = join(import.meta.dirname, '../../../db/migrations');

interface Step {
	readonly name: string;
	readonly text: string;
	readonly hash: string;
}

function steps(): Step[] {
	const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
	return names.sort().map((name) => {
		const text = readFileSync(join(folder, name), 'utf8');
		return { name, text, hash: createHash('sha256').update(text).digest('hex') };
	});
}

async function bring(client: pg.Client): Promise<string[]> {
	await client.query(
		'create table if not exists public.migrations (name text primary key, hash text not null, at timestamptz not null default now())',
	);
	const done = new Map<string, string>(
		(await client.query('select name, hash from public.migrations')).rows.map((row) => [row.name, row.hash]),
	);
	const known = steps();
	const newer = [...done.keys()].filter((name) => !known.some((step) => step.name === name));
	if (newer.length > 0) {
		throw new Error(
			`The database is newer than this version of Dijkwacht (it has ${newer.join(', ')}). Install the newer version.`,
		);
	}
	const ran: string[] = [];
	for (const step of known) {
		const before = done.get(step.name);
		if (before === step.hash) continue;
		if (before !== undefined) throw new Error(`Migration ${step.name} was changed after it ran; add a new one instead.`);
		await client.query('begin');
		await client.query(step.text);
		await client.query('insert into public.migrations (name, hash) values ($1, $2)', [step.name, step.hash]);
		await client.query('commit');
		ran.push(step.name);
	}
	return ran;
}

/** Brings the schema up to date, forward only. Refuses a schema that is newer or was changed. @returns names that ran now */
export function migrate(url: string): Promise<string[]> {
	return inTurn(url, 'migrate', async (client) => {
		await runMigrations({ connectionString: url });
		return bring(client);
	});
}
