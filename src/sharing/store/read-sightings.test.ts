import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerOrganisation } from '#institutions';
import { asSystem, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { routes } from '../routes.ts';

type Item = { answer: string; institutionId: string; institutionName: string; indicatorId: string; value: string };

const [institutions, indicators] = [60, 90];
let t: TestPlatform;
let desk: Who;
let advisory: string;

beforeAll(async () => {
	t = await testPlatform({ routes });
	await asSystem(t.platform, async (work) => {
		const { tx } = work;
		const organisation = await registerOrganisation(work, { kind: 'surf-cert', name: 'Loket' });
		desk = { person: null, organisation, organisationKind: 'surf-cert', role: 'cert-handler', session: null, token: null };
		const made = await sql<{ id: string }>`with made as (insert into institutions.organisations (kind, name)
				select 'institution', 'Instelling ' || n from generate_series(1, ${institutions}::int) n returning id)
			insert into institutions.institutions (id, kind) select id, 'hbo' from made returning id`.execute(tx);
		const ids = made.rows.map(({ id }) => id);
		await sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			select id, ${organisation}, 'sightings', 'proef', '2020-01-01' from unnest(${ids}::uuid[]) id`.execute(tx);
		const one = await sql<{
			id: string;
		}>`insert into sharing.advisories (organisation_id, title_nl, title_en, summary_nl, summary_en, tlp,
				audience, state, published_at)
			values (${organisation}, 'Waarschuwing', 'Warning', '', '', 'green', 'all', 'published', now()) returning id`.execute(tx);
		advisory = one.rows[0]?.id ?? '';
		await sql`with value as (insert into sharing.indicators (organisation_id, advisory_id, kind, match, value, tlp, confidence)
				select ${organisation}, ${advisory}, 'domain', 'exact', 'd' || n || '.example', 'green', 80
				from generate_series(1, ${indicators}::int) n returning id)
			insert into sharing.sightings (indicator_id, institution_id, answer, reason, first_seen, last_seen, live_count)
			select value.id, i, case when k = 7 then 'seen' when k = 8 then 'could-not-check' else 'checked-not-seen' end,
				case when k = 8 then 'away' end, case when k = 7 then now() end, case when k = 7 then now() end, case when k = 7 then 1 else 0 end
			from value, unnest(${ids}::uuid[]) with ordinality x (i, k)`.execute(tx);
	});
});
afterAll(() => t.stop());

const get = async (query: string) =>
	(await t.app.inject({ url: `/v1/advisories/${advisory}/sightings?${query}`, headers: t.as(desk) })).json();
const all = institutions * indicators;
const counts = { seen: indicators, 'could-not-check': indicators, 'checked-not-seen': all - 2 * indicators };

test('answers come page after page, what was seen first, each once, with how many there are', async () => {
	const walked: Item[] = [];
	let cursor: string | undefined = '';
	while (cursor !== undefined) {
		const page: { items: Item[]; next?: string } = await get(`limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`);
		expect(page).toMatchObject({ counts, named: { searched: institutions - 1, seen: 1 } });
		walked.push(...page.items);
		cursor = page.next;
	}
	const answers = [...Array(indicators).fill('seen'), ...Array(indicators).fill('could-not-check')];
	expect(walked.slice(0, answers.length).map(({ answer }) => answer)).toEqual(answers);
	expect(new Set(walked.slice(answers.length).map(({ answer }) => answer))).toEqual(new Set(['checked-not-seen']));
	expect(new Set(walked.map(({ indicatorId, institutionId }) => `${indicatorId} ${institutionId}`)).size).toBe(all);
	expect(walked).toHaveLength(all);
});

test('they are asked by answer, institution, indicator and words; the institutions that searched stay all', async () => {
	const seen = await get('answer=seen&limit=500');
	expect(seen.items).toHaveLength(indicators);
	expect(seen).toMatchObject({ counts, named: { searched: institutions - 1, seen: 1 } });
	const { institutionId, indicatorId } = seen.items[0] as Item;
	expect((await get(`institution=${institutionId}&indicator=${indicatorId}`)).items).toMatchObject([
		{ answer: 'seen', count: 1 },
	]);
	const found = await get('search=D17.EXAMPLE%20%20instelling');
	expect(found.counts).toEqual({ seen: 1, 'could-not-check': 1, 'checked-not-seen': institutions - 2 });
	expect(new Set(found.items.map(({ value }: Item) => value))).toEqual(new Set(['d17.example']));
	expect((await get('search=instelling%2060%20d9.')).items).toMatchObject([
		{ institutionName: 'Instelling 60', value: 'd9.example' },
	]);
	for (const wildcard of ['d_.example', '%25']) expect((await get(`search=${wildcard}`)).items, wildcard).toEqual([]);
	expect(await get('cursor=seen.niet')).toMatchObject({ status: 400, code: 'input-invalid' });
});
