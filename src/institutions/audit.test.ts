import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditHead, recordSystem, registerInstitutions, verifyAudit } from '#institutions';
import { asSystem, asWho, type Platform, sql } from '#platform';
import { anchorFile, anchorHeads, compareAnchors, readAnchors } from './anchors.ts';
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

it('finds a chain that somebody wrote anew with its head, by an anchor outside the database', async () => {
	const [, , , , sound = ''] = schools;
	const file = anchorFile(platform.config.dataDir);
	await anchorHeads(platform);
	await anchorHeads(platform);
	const anchors = await readAnchors(file);
	expect(
		anchors.filter(({ organisation }) => organisation === sound).map(({ number }) => number),
		'only what grew',
	).toEqual([4]);
	const compare = async () =>
		(await asSystem(platform, (work) => compareAnchors(work, anchors))).filter(({ organisation }) => organisation === sound);
	await asSystem(platform, (work) => recordSystem(work, sound, 'test.done', 'step 5'));
	expect(await compare(), 'a chain may grow').toEqual([]);

	// The tail and the head go back together, and then other entries come in their place: every link holds again.
	await byHand('delete from institutions.audit_trail where organisation_id = $1 and number > 3', [sound]);
	await byHand(
		`update institutions.audit_heads h set number = 3, hash = a.hash from institutions.audit_trail a
			where h.organisation_id = $1 and a.organisation_id = $1 and a.number = 3`,
		[sound],
	);
	expect((await asSystem(platform, verifyAudit)).faults.some(({ organisation }) => organisation === sound)).toBe(false);
	expect(await compare()).toEqual([{ organisation: sound, number: 4, what: 'cut-off' }]);
	await asSystem(platform, (work) => recordSystem(work, sound, 'test.done', 'step 4', { forged: true }));
	expect((await asSystem(platform, verifyAudit)).faults.some(({ organisation }) => organisation === sound)).toBe(false);
	expect(await compare()).toEqual([{ organisation: sound, number: 1, what: 'rewritten' }]);
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
