import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerInstitutions, registerOrganisation, setDisclosures } from '#institutions';
import { asSystem, asWho, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { alertsHolding } from './alerts.ts';

/** More than one step of the walk from the newest, so that what is older is sought by its parts. */
const amount = 21_000;
let t: TestPlatform;
let shown: string;
let analyst: Who;

beforeAll(async () => {
	t = await testPlatform();
	await asSystem(t.platform, async (work) => {
		const made = await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Hogeschool De Vaart' },
			{ kind: 'mbo', name: 'ROC Zilverduin' },
		]);
		const organisation = await registerOrganisation(work, { kind: 'surf-soc', name: 'Wacht' });
		shown = made[0]!;
		await setDisclosures(work, [{ institution: shown, audience: organisation, subject: 'alerts', purpose: 'de wacht' }]);
		analyst = { person: null, organisation, organisationKind: 'surf-soc', role: 'soc-analyst', session: null, token: null };
		await sql`insert into monitoring.alerts (institution_id, cause, title_nl, title_en, severity, first_time, last_time, host,
				window_start, batch, line, event_time)
			select i, 'rule:gewoon', case when n <= 3 then 'Zeldzaam q7' when n % 40 = 0 then 'Vaker' else 'Gewoon' end, '', 'low', now(), now(),
				'h' || n, now(), 'b', n, now()
			from generate_series(1, ${amount}::int) n, unnest(${made}::uuid[]) i where i = ${shown} or n <= 3 order by n`.execute(
			work.tx,
		);
	});
});
afterAll(() => t.stop());

const holding = (text: string) =>
	asWho(t.platform, analyst, async ({ tx }) => {
		const ids = await alertsHolding(tx, text);
		const found = await sql<{ line: number; institution: string }>`select line, institution_id as institution
			from monitoring.alerts where id = any (${ids}::uuid[]) order by array_position(${ids}::uuid[], id)`.execute(tx);
		expect(found.rows).toHaveLength(ids.length);
		for (const { institution } of found.rows) expect(institution).toBe(shown);
		return found.rows.map(({ line }) => line);
	});

test('what only the oldest alerts hold is found, and not where it was not shown', async () => {
	expect(await holding('zeldzaam')).toEqual([3, 2, 1]);
});

test('what some hold is found through all of them, each once, newest first', async () => {
	const lines = Array.from({ length: amount / 40 }, (_, place) => amount - 40 * place);
	expect(await holding('vaker')).toEqual(lines);
});

test('what all hold is answered with the newest thousand', async () => {
	expect(await holding('GEWOON')).toEqual(Array.from({ length: 1000 }, (_, place) => amount - place));
});

test('a text without three letters in a row is sought among the newest', async () => {
	expect(await holding('q7')).toEqual([]);
	expect(await holding('h2')).toHaveLength(1000);
});
