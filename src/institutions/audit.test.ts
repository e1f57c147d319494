import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditHead, recordSystem, registerInstitutions, verifyAudit } from '#institutions';
import { asSystem, asWho, type Platform, sql } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';

let test: TestPlatform;
let platform: Platform;
let schools: string[];
beforeAll(async () => {
	test = await testPlatform();
	({ platform } = test);
	schools = await asSystem(platform, async (work) => {
		const names = ['changed', 'linked', 'gap', 'tail', 'sound'];
		const ids = await registerInstitutions(
			work,
			names.map((name) => ({ kind: 'hbo' as const, name })),
		);
		for (const id of ids) for (const n of [1, 2, 3, 4]) await recordSystem(work, id, 'test.done', `step ${n}`, { n });
		return ids;
	});
});
afterAll(() => test.stop());

/** As somebody with the database's own password would. */
const byHand = (text: string, values: unknown[]) => test.db.database.pool.query(text, values);

it('finds every chain sound, and one head over all of them', async () => {
	expect(await asSystem(platform, verifyAudit)).toEqual({ chains: 5, links: 20, faults: [] });
	expect(await asSystem(platform, auditHead)).toMatch(/^[0-9a-f]{64}$/);
});

it('names the first broken link of each chain and what differs', async () => {
	const before = await asSystem(platform, auditHead);
	const [changed, linked, gap, tail] = schools;
	await byHand(`update institutions.audit_trail set detail = '{"n": 9}' where organisation_id = $1 and number in (2, 4)`, [
		changed,
	]);
	await byHand(
		`update institutions.audit_trail a set subject = 'x', hash = sha256(convert_to(institutions.audit_text(row(a.organisation_id, a.number, a.at,
			a.person_id, a.role, a.verb, 'x', a.detail, a.previous, a.hash)::institutions.audit_trail), 'UTF8')) where organisation_id = $1 and number = 1`,
		[linked],
	);
	await byHand('delete from institutions.audit_trail where organisation_id = $1 and number = 3', [gap]);
	await byHand('delete from institutions.audit_trail where organisation_id = $1 and number > 2', [tail]);
	const { faults } = await asSystem(platform, verifyAudit);
	expect(
		Object.fromEntries(faults.map(({ organisation, number, what }) => [schools.indexOf(organisation), `${number} ${what}`])),
	).toEqual({
		0: '2 changed',
		1: '2 not-linked',
		2: '3 missing',
		3: '3 cut-off',
	});
	expect(await asSystem(platform, auditHead)).toBe(before);
});

it('shows an organisation its own chain only', async () => {
	const who = {
		person: null,
		organisation: schools[4]!,
		organisationKind: 'institution',
		role: 'ciso',
		session: null,
		token: null,
	} as const;
	expect(await asWho(platform, who, verifyAudit)).toEqual({ chains: 1, links: 4, faults: [] });
	await expect(asWho(platform, who, (ctx) => sql`delete from institutions.audit_trail`.execute(ctx.tx))).rejects.toThrow();
	await expect(
		asWho(platform, who, (ctx) => sql`update institutions.audit_heads set number = 0`.execute(ctx.tx)),
	).rejects.toThrow();
});
