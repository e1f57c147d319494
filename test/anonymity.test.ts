import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMilestones } from '#improvement';
import { anonymityFloor } from '#institutions';
import { asSystem, sql, type Who } from '#platform';
import { releaseSector } from '#steering';
import { routes } from '../src/rooms.ts';
import { type KnownSum, smallGroup } from '../src/steering/testing/attacker.ts';
import { disclose, ministry, somebody, testId, testSector } from './helpers/sector.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';

/**
 * Attacks the shares of the calendar over the API itself: askers who see some institutions by name, and remember them and every
 * release, look for a sum that leaves fewer than five others. The rules of a release alone are attacked in steering's own tests.
 */
const institutions = 30;
const figure = 'milestone:soc-connected';
const [most, some] = [701, 702].map((number) => somebody(number, 'umbrella-officer', 'umbrella'));
const askers: readonly Who[] = [most!, some!, ministry, somebody(1, 'ciso'), somebody(17, 'board')];

let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform({ routes });
	const { database } = test.db;
	await testSector(database, institutions);
	await database.system(async (tx) => {
		await sql`update institutions.institutions set province = (array['NH', 'UT', 'FR'])[1 + right(id::text, 2)::int % 3]`.execute(
			tx,
		);
		await sql`insert into institutions.organisations (id, kind, name) values (${testId(701)}, 'umbrella', 'Koepel van velen'),
			(${testId(702)}, 'umbrella', 'Koepel van enkelen')`.execute(tx);
	});
	for (let n = 1; n <= institutions - 4; n++) await disclose(database, n, 701, 'milestones');
	for (let n = 6; n <= 22; n++) await disclose(database, n, 702, 'milestones');
});
afterAll(() => test.stop());

interface Seen {
	readonly sums: KnownSum[];
	/** `institution value`, as it was shown by name. */
	readonly named: Set<string>;
	cells: number;
}
interface Row {
	readonly institution: string;
	readonly cells: [string, string];
	readonly values: number[];
}

async function giveBack(from: number, audience: number): Promise<void> {
	await test.db.database.system((tx) =>
		sql`update institutions.disclosures set ended_at = now()
			where institution_id = ${testId(from)} and audience_id = ${testId(audience)}`.execute(tx),
	);
}

/** What the picture was made of that an asker is shown: it may be an older one than others see. */
async function ledgerOf(madeAt: string): Promise<readonly Row[]> {
	const found = await test.db.database.system((tx) =>
		sql<Row>`select institution_id as institution, cells, gave as values from steering.given where picture_id = (select picture_id
			from steering.releases where figure = ${figure} and date_trunc('milliseconds', made_at) = ${madeAt}::timestamptz)`.execute(
			tx,
		),
	);
	return found.rows;
}

async function look(who: Who, seen: Seen): Promise<void> {
	const answer = await test.app.inject({ url: '/v1/calendar', headers: test.as(who) });
	expect(answer.statusCode).toBe(200);
	const { items, figures } = answer.json();
	for (const { institution, milestones } of items) {
		const own = milestones.find(({ kind }: { kind: string }) => kind === 'soc-connected');
		if (own !== undefined) seen.named.add(`${institution.id} ${own.actual === null ? 0 : 1}`);
	}
	const told = figures.find((one: { figure: string }) => one.figure === figure);
	if (told === undefined) return;
	const ledger = await ledgerOf(told.madeAt);
	expect(ledger.length).toBeGreaterThan(0);
	for (const { cell, withheld } of told.cells) {
		if (withheld !== null) continue;
		seen.cells += 1;
		const group = ledger.filter(({ cells, institution, values }) => {
			return (cell === 'all' || cells.includes(cell)) && !seen.named.has(`${institution} ${values[0]}`);
		});
		seen.sums.push({ group, round: 0 });
	}
}

it('leaves nobody a sum of fewer than five others, with all they see by name and remember', { timeout: 120_000 }, async () => {
	const held = new Map(askers.map((who): [Who, Seen] => [who, { sums: [], named: new Set(), cells: 0 }]));
	const reached = new Map<number, boolean>();
	const naive: KnownSum[] = [];
	const moves = fc.array(fc.integer({ min: 1, max: institutions }), { minLength: 1, maxLength: 14 });
	for (const [step, changed] of fc.sample(moves, 14).entries()) {
		const now = step === 0 ? Array.from({ length: institutions }, (_, at) => at + 1) : changed;
		for (const number of now) reached.set(number, step === 0 ? number % 3 === 0 : !reached.get(number));
		const rows = [...new Set(now)].map((number) => ({
			...{ institution: testId(number), kind: 'soc-connected' as const, planned: '2026-01-01', forecast: null, reason: '' },
			actual: reached.get(number) === true ? '2026-02-01' : null,
		}));
		await asSystem(test.platform, (work) => writeMilestones(work.tx, rows, work.now));
		await releaseSector(test.platform);
		// Who saw somebody by name yesterday still knows it today.
		if (step === 5) for (const number of [3, 4, 5]) await giveBack(number, 701);
		if (step === 9) for (const number of [6, 7, 8]) await giveBack(number, 702);
		for (const [who, seen] of held) await look(who, seen);
		const all = [...reached].map(([number, is]) => ({
			institution: testId(number),
			cells: ['', ''] as const,
			values: [is ? 1 : 0],
		}));
		naive.push({ group: all, round: 0 });
	}
	const found = [...held].map(([{ organisationKind, organisation }, { sums }]) => [
		`${organisationKind} ${organisation}`,
		smallGroup(sums, anonymityFloor.others, false),
	]);
	expect(found.filter(([, group]) => group !== undefined)).toEqual([]);
	for (const [who, { cells }] of held)
		if (who !== most) expect(cells, `${who.organisation} is told something`).toBeGreaterThan(10);
	expect(smallGroup(naive, anonymityFloor.others, false), 'the same without the rules').toBeDefined();
});
