import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { cloneDatabase, type TestDatabase } from '../../../test/helpers/database.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await cloneDatabase();
});
afterAll(() => db.drop());

const who = {
	person: null,
	organisation: '0197b1de-0000-7000-8000-000000000001',
	organisationKind: 'institution',
	role: 'ciso',
	session: null,
	token: null,
} as const;

it('sets the asker for one transaction only', async () => {
	const inside = await db.database.as(who, (tx) => sql<{ o: string }>`select platform.organisation() as o`.execute(tx));
	expect(inside.rows[0]?.o).toBe(who.organisation);
	const after = await db.database.pool.query('select platform.organisation() as o, current_user as u');
	expect(after.rows[0]).toEqual({ o: null, u: 'postgres' });
});

it('gives the application role no way around the policies', async () => {
	await db.database.system((tx) =>
		sql`insert into platform.progress (organisation_id, kind) values ('0197b1de-0000-7000-8000-000000000002', 'x')`.execute(tx),
	);
	const seen = await db.database.as(who, (tx) => sql`select * from platform.progress`.execute(tx));
	expect(seen.rows).toEqual([]);
});

it('chains the audit trail and lets nobody change it', async () => {
	for (const n of [1, 2, 3]) {
		await db.database.as(who, (tx) =>
			sql`select institutions.record(${who.organisation}, 'test.done', ${String(n)}, '{}'::jsonb)`.execute(tx),
		);
	}
	const broken = await db.database.as(who, (tx) =>
		sql`select number from institutions.audit_trail a where hash <> sha256(convert_to(institutions.audit_text(a), 'UTF8'))`.execute(
			tx,
		),
	);
	expect(broken.rows).toEqual([]);
	await expect(db.database.as(who, (tx) => sql`update institutions.audit_trail set subject = 'x'`.execute(tx))).rejects.toThrow();
});
