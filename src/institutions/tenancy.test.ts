import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	addPerson,
	invite,
	issueToken,
	noteLook,
	recordSystem,
	registerInstitutions,
	registerOrganisation,
	setDisclosures,
} from '#institutions';
import { asSystem, asWho, type Platform, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { keepChallenge } from './store/challenges.ts';
import { linkIdentity } from './store/identities.ts';
import { keepImport } from './store/imports.ts';
import { addPasskey, renewRecoveryCodes } from './store/passkeys.ts';
import { beginSession } from './store/sessions.ts';

let test: TestPlatform;
let platform: Platform;
const id = { mine: '', theirs: '', umbrella: '', operator: '', me: '', them: '' };

/** Whose a row is; a new table without a line here fails. `register` is known to the whole sector, `nobody` is read by no person. */
const owners: Record<string, 'organisation_id' | 'institution_id' | 'person_id' | 'id' | 'register' | 'nobody'> = {
	audit_heads: 'organisation_id',
	audit_trail: 'organisation_id',
	challenges: 'nobody',
	disclosures: 'institution_id',
	identities: 'person_id',
	imports: 'organisation_id',
	institutions: 'register',
	invitations: 'organisation_id',
	looks: 'institution_id',
	memberships: 'organisation_id',
	names: 'register',
	organisations: 'register',
	passkeys: 'person_id',
	persons: 'id',
	recovery_codes: 'person_id',
	sessions: 'person_id',
	tokens: 'organisation_id',
	units: 'institution_id',
};

const who = (
	organisation: string,
	person: string,
	kind: Who['organisationKind'] = 'institution',
	role: Who['role'] = 'board',
): Who => ({
	...{ person, organisation, organisationKind: kind, role, session: null, token: null },
});

beforeAll(async () => {
	test = await testPlatform();
	({ platform } = test);
	await asSystem(platform, async (work) => {
		[id.mine, id.theirs] = (await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Mijn', faculties: ['Een'] },
			{ kind: 'hbo', name: 'Hun', faculties: ['Een'] },
		])) as [string, string];
		id.umbrella = await registerOrganisation(work, { kind: 'umbrella', name: 'Koepel' });
		id.operator = await registerOrganisation(work, { kind: 'operator', name: 'Beheer' });
		id.me = await addPerson(work, { displayName: 'Ik', hats: [{ organisation: id.mine, role: 'board' }] });
		id.them = await addPerson(work, { displayName: 'Zij', hats: [{ organisation: id.theirs, role: 'board' }] });
		await keepChallenge(work, 'sign-in', 'x');
		for (const [organisation, person] of [
			[id.mine, id.me],
			[id.theirs, id.them],
		] as const) {
			await setDisclosures(work, [{ institution: organisation, audience: id.umbrella, subject: 'scores', purpose: 'Voortgang' }]);
			await invite(work, { organisation, displayName: 'x', role: 'ciso' });
			await issueToken(work, { organisation, name: 'x', scope: 'read' });
			await recordSystem(work, organisation, 'test.done', 'x');
			await beginSession(work, { person, how: 'demo', acr: 'demo', userAgent: '' });
			await renewRecoveryCodes(work, person);
			await linkIdentity(work, 'https://idp.example', person, person);
			const key = {
				person,
				credentialId: person,
				publicKey: Buffer.from('x'),
				counter: 0,
				transports: [],
				name: 'x',
				backedUp: false,
			};
			await addPasskey(work, key);
		}
	});
	await asWho(platform, who(id.umbrella, id.me, 'umbrella', 'umbrella-officer'), (ctx) => noteLook(ctx, id.theirs, 'scores'));
	const comparison = { added: [], changed: [], vanished: [], unchanged: 0 };
	await asWho(platform, who(id.operator, id.me, 'operator', 'operator'), (ctx) =>
		keepImport(ctx, 'mbo', Buffer.from('x'), comparison),
	);
});
afterAll(() => test.stop());

async function tables(): Promise<string[]> {
	const found = await test.db.database.pool.query<{ name: string }>(
		`select relname as name from pg_class where relnamespace = 'institutions'::regnamespace and relkind = 'r' order by relname`,
	);
	return found.rows.map(({ name }) => name);
}

it('knows whose the rows of each table are', async () => {
	expect(await tables()).toEqual(Object.keys(owners).sort());
	for (const table of await tables()) {
		const filled = await test.db.database.pool.query(`select from institutions.${table} limit 1`);
		expect(filled.rowCount, `${table} holds a row to be kept from others`).toBe(1);
	}
});

it('shows each organisation and person only what is theirs', async () => {
	for (const [table, owner] of Object.entries(owners)) {
		const select =
			owner === 'register'
				? sql`select id::text as owner from institutions.organisations`
				: sql`select ${sql.ref(owner === 'nobody' ? 'id' : owner)}::text as owner from ${sql.table(`institutions.${table}`)}`;
		const read = asWho(
			platform,
			who(id.mine, id.me),
			async (ctx) => (await sql<{ owner: string }>`${select}`.execute(ctx.tx)).rows,
		);
		if (owner === 'nobody') {
			await expect(read, table).rejects.toMatchObject({ code: 'not-found' });
			continue;
		}
		if (owner === 'register') continue;
		const seen = [...new Set((await read).map((row) => row.owner))];
		expect([[], [id.mine], [id.me]], `${table} shows ${seen}`).toContainEqual(seen);
	}
});

it('lets nobody change or remove rows of another', async () => {
	for (const [table, owner] of Object.entries(owners)) {
		const column = owner === 'register' || owner === 'nobody' ? (table === 'names' ? 'institution_id' : 'id') : owner;
		const target = sql`${sql.table(`institutions.${table}`)}`;
		for (const statement of [
			sql`delete from ${target} where ${sql.ref(column)} is not null returning 1`,
			sql`update ${target} set ${sql.ref(column)} = ${sql.ref(column)} where ${sql.ref(column)} not in (${id.mine}, ${id.me}) returning 1`,
		]) {
			// Rolled back at the end, so that own rows that may go are there for the next attempt.
			const attempt = asWho(platform, who(id.mine, id.me), async (ctx) => {
				const touched = await statement.execute(ctx.tx);
				throw Object.assign(new Error('rolled back'), { touched: touched.rows.length });
			}).catch((fault: { code?: string; touched?: number }) => fault);
			const outcome = await attempt;
			const own = await test.db.database.pool.query(
				`select count(*)::int as n from institutions.${table} where ${column}::text in ($1, $2)`,
				[id.mine, id.me],
			);
			expect(
				outcome.code === 'not-found' || (outcome.touched ?? 0) <= own.rows[0].n,
				`${table}: ${JSON.stringify(outcome)}`,
			).toBe(true);
		}
	}
});

it('writes nothing in the name of another', async () => {
	const attempts = [
		sql`insert into institutions.units (institution_id, name, kind) values (${id.theirs}, 'x', 'other')`,
		sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose) values (${id.theirs}, ${id.mine}, 'scores', 'mine now')`,
		sql`insert into institutions.memberships (person_id, organisation_id, role) values (${id.me}, ${id.theirs}, 'board')`,
		sql`insert into institutions.tokens (organisation_id, name, hash, scope, expires_at) values (${id.theirs}, 'x', sha256('y'), 'read', 'infinity')`,
		sql`insert into institutions.invitations (organisation_id, secret_hash, display_name, role, expires_at) values (${id.theirs}, sha256('z'), 'x', 'ciso', 'infinity')`,
		sql`insert into institutions.invitations (organisation_id, secret_hash, display_name, role, person_id, expires_at)
			values (${id.mine}, sha256('q'), 'x', 'ciso', ${id.them}, 'infinity')`,
		sql`insert into institutions.looks (institution_id, viewer_id, subject) values (${id.mine}, ${id.theirs}, 'scores')`,
		sql`insert into institutions.passkeys (person_id, credential_id, public_key, counter, backed_up, name, created_at)
			values (${id.them}, 'q', '', 0, false, 'x', now())`,
		sql`insert into institutions.audit_trail select * from institutions.audit_trail`,
		sql`update institutions.sessions set organisation_id = ${id.theirs}`,
		sql`update institutions.persons set demo_persona = 'x'`,
	];
	for (const attempt of attempts) {
		await expect(asWho(platform, who(id.mine, id.me), (ctx) => attempt.execute(ctx.tx))).rejects.toMatchObject({
			name: 'Refusal',
		});
	}
});

it('lets a disclosed subject be read by its audience, until it ends', async () => {
	const read = () =>
		asWho(platform, who(id.umbrella, id.me, 'umbrella', 'umbrella-officer'), async (ctx) => {
			const found = await sql<{ id: string }>`select id from institutions.readable('scores') as r (id)`.execute(ctx.tx);
			return found.rows.map((row) => row.id).sort();
		});
	expect(await read()).toEqual([id.mine, id.theirs, id.umbrella].sort());
	await asSystem(platform, (work) =>
		sql`update institutions.disclosures set from_day = from_day - 5, until_day = current_date - 1 where institution_id = ${id.theirs}`.execute(
			work.tx,
		),
	);
	await asSystem(platform, (work) =>
		sql`update institutions.disclosures set ended_at = now() where institution_id = ${id.mine}`.execute(work.tx),
	);
	expect(await read()).toEqual([id.umbrella]);
});
