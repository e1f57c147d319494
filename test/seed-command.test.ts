import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '#demo';
import { sql } from '#platform';
import { jobs } from '../src/rooms.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';

let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform({ jobs });
});
afterAll(() => test.stop());

it('fills an empty database, where no server began before, and refuses one that is not empty', async () => {
	const said: string[] = [];
	const seed = commands.find(({ words }) => words === 'seed demo');
	const out = (line: string) => void said.push(line);
	const open = async () => ({ platform: test.platform, databaseUrl: '', joined: false });
	const run = async () => seed?.run({ args: [], out, error: out, open });
	expect(await run()).toBe(0);
	expect(said).toContain('advisories and their follow-up');
	const made = await test.db.database.system((tx) =>
		sql<{
			institutions: number;
			open: number;
			rounds: number;
		}>`select (select count(*)::int from institutions.institutions) as institutions,
			count(*)::int as rounds, (count(*) filter (where closed_at is null))::int as open from assessments.rounds`.execute(tx),
	);
	expect(made.rows).toEqual([{ institutions: 160, rounds: 5, open: 1 }]);
	await expect(run()).rejects.toThrow('not empty');
});
