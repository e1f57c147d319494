import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerOrganisation } from '#institutions';
import { asSystem, asWho, sql, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { sightingsOf } from './sightings.ts';

const [institutions, indicators] = [60, 90];
let t: TestPlatform;
let desk: Who;
let advisory: string;

beforeAll(async () => {
	t = await testPlatform();
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

const asked = (answer?: 'seen') => asWho(t.platform, desk, ({ tx }) => sightingsOf(tx, advisory, undefined, answer));

test('lists what was seen first, no more than can be shown, and tells how many there are', async () => {
	const { rows, total } = await asked();
	expect(total).toBe(institutions * indicators);
	expect(rows).toHaveLength(5000);
	const answers = [...Array(indicators).fill('seen'), ...Array(indicators).fill('could-not-check')];
	expect(rows.slice(0, answers.length).map(({ answer }) => answer)).toEqual(answers);
	expect(new Set(rows.slice(answers.length).map(({ answer }) => answer))).toEqual(new Set(['checked-not-seen']));
	expect(new Set(rows.map(({ indicatorId, institutionId }) => `${indicatorId} ${institutionId}`)).size).toBe(rows.length);
});

test('lists one answer only, whole', async () => {
	const { rows, total } = await asked('seen');
	expect([rows.length, total]).toEqual([indicators, indicators]);
});
