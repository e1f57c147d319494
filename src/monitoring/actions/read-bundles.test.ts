import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerInstitutions, registerOrganisation, setDisclosures } from '#institutions';
import { asSystem, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { routes } from '../routes.ts';

/** As long as a cause may be, with what an address must escape. */
const long = `rule:${'a/b ? é%'.repeat(40).slice(0, 295)}`;
let t: TestPlatform;
let schools: string[];
let desk: Who;
const asked = (organisation: string, kind: Who['organisationKind'], role: Who['role']): Who => ({
	...{ person: crypto.randomUUID(), organisation, organisationKind: kind, role, session: null, token: null },
});

beforeAll(async () => {
	t = await testPlatform({ routes });
	await asSystem(t.platform, async (work) => {
		schools = await registerInstitutions(
			work,
			['De Vaart', 'Zilverduin', 'Stilwater', 'Oud Vaart'].map((name) => ({ kind: 'hbo', name })),
		);
		const [first, second, hidden, before] = schools;
		const soc = await registerOrganisation(work, { kind: 'surf-soc', name: 'Wacht' });
		desk = asked(soc, 'surf-soc', 'soc-analyst');
		const shown = [first, second].map((institution) => ({ institution: institution!, audience: soc }));
		const history = { institution: before!, audience: first! };
		await setDisclosures(
			work,
			[...shown, history].map((pair) => ({ ...pair, subject: 'alerts', purpose: 'proef' })),
		);
		const raised = [
			['rule:wide', first, 2, 'new', 1],
			['rule:wide', first, 1, 'decided', 2],
			['rule:wide', second, 1, 'new', 1],
			['rule:wide', hidden, 5, 'new', 1],
			['rule:wide', before, 3, 'new', 1],
			['rule:late', first, 1, 'new', 0],
			[long, first, 1, 'new', 3],
			['rule:gone', second, 1, 'decided', 2],
			['rule:old', second, 1, 'new', 40],
		].map(([cause, institution, amount, state, days]) => ({ cause, institution, amount, state, days }));
		await sql`insert into monitoring.alerts (institution_id, cause, title_nl, title_en, severity, first_time, last_time, count, host,
				window_start, batch, line, event_time, state, decision, reason, decided_at, created_at)
			select institution, cause, 'Gezien: ' || left(cause, 9), '', 'high', at, at, 10, state || n, at, 'b', n, at, state,
				case when state = 'decided' then 'benign' end, case when state = 'decided' then 'oefening' end,
				case when state = 'decided' then at end, at
			from jsonb_to_recordset(${JSON.stringify(raised)}::jsonb) as x(cause text, institution uuid, amount int, state text, days int),
				generate_series(1, amount) n, lateral (select now() - days * interval '1 day' as at) moment`.execute(work.tx);
	});
});
afterAll(() => t.stop());

const get = (who: Who, path: string) => t.app.inject({ url: `/v1/alerts/bundles${path}`, headers: t.as(who) });
const items = async (who: Who, path = '') => (await get(who, path)).json().items;
const placesOf = (cause: string) => `/${encodeURIComponent(cause)}/institutions`;

test('a bundle tells at how many institutions it is, the widest first and then the latest', async () => {
	const open = await items(desk);
	expect(open.map(({ bundle }: { bundle: string }) => bundle)).toEqual(['rule:wide', 'rule:late', long]);
	expect(open[0]).toMatchObject({ institutions: 2, alerts: 3, open: 3, mine: 0, hits: 30, titleNl: 'Gezien: rule:wide' });
	const whole = await items(desk, '?open=false');
	expect(whole.map(({ bundle }: { bundle: string }) => bundle)).toEqual(['rule:wide', 'rule:late', 'rule:gone', long]);
	expect(whole[0]).toMatchObject({ institutions: 2, alerts: 4, open: 3, hits: 40, severity: 'high' });
});

test('its institutions are asked apart, those with the most open alerts first', async () => {
	const at = await items(desk, placesOf('rule:wide'));
	expect(at).toMatchObject([
		{ institution: schools[0], name: 'De Vaart', alerts: 2, open: 2, mine: 0, hits: 20 },
		{ institution: schools[1], alerts: 1, open: 1 },
	]);
	expect((await items(desk, `${placesOf('rule:wide')}?open=false`))[0]).toMatchObject({ alerts: 3, open: 2 });
	expect(await items(desk, placesOf(long))).toMatchObject([{ institution: schools[0] }]);
});

test('an institution counts itself alone, not whom it took over from', async () => {
	const ciso = asked(schools[0]!, 'institution', 'ciso');
	expect((await items(ciso))[1]).toMatchObject({ bundle: 'rule:wide', institutions: 1, alerts: 2 });
	expect(await items(ciso, placesOf('rule:wide'))).toMatchObject([{ institution: schools[0], alerts: 2 }]);
	const other = asked(schools[2]!, 'institution', 'ciso');
	expect(await items(other, '?open=false')).toMatchObject([{ bundle: 'rule:wide', institutions: 1, alerts: 5 }]);
});

test('who may see nothing is told as little of a cause as of one that is not there', async () => {
	const stranger = asked(crypto.randomUUID(), 'surf-cert', 'cert-handler');
	expect(await items(stranger, '?open=false')).toEqual([]);
	for (const cause of ['rule:wide', 'rule:none']) expect((await get(stranger, placesOf(cause))).json()).toEqual({ items: [] });
	expect((await get(desk, placesOf('rule:none'))).json()).toEqual({ items: [] });
});

test('both lists come page after page, each row once and in the same order', async () => {
	for (const path of ['', placesOf('rule:wide')]) {
		const whole = await items(desk, `${path}?open=false`);
		const walked: unknown[] = [];
		let cursor: string | undefined = '';
		while (cursor !== undefined) {
			const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
			const page: { items: unknown[]; next?: string } = (await get(desk, `${path}?open=false&limit=1${after}`)).json();
			expect(page.items).toHaveLength(1);
			walked.push(...page.items);
			cursor = page.next;
		}
		expect(whole.length).toBeGreaterThan(1);
		expect(walked).toEqual(whole);
		expect((await get(desk, `${path}?cursor=7.niet`)).json()).toMatchObject({ status: 400, code: 'input-invalid' });
	}
});
