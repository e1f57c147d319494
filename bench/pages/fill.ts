import { type Platform, sql } from '#platform';
import { fillAlerts } from './alerts.ts';
import { fillWatch } from './watch.ts';

/** How much beside norms and rounds: everything that a list can hold. */
export interface Amounts {
	readonly alerts: number;
	readonly advisories: number;
	readonly trail: number;
}

/** Fills watch, chain, trail and jobs with rows that spread without chance; as Dijkwacht itself. */
export async function fillWatchAndChain(
	platform: Platform,
	institutions: readonly string[],
	{ soc, few, cert, ministry }: Record<'soc' | 'few' | 'cert' | 'ministry', string>,
	{ alerts, advisories, trail }: Amounts,
): Promise<void> {
	const one = institutions[77 % institutions.length] ?? '';
	await platform.database.system(async (tx) => {
		await sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			select id, audience, subject, 'bench', '2020-01-01' from unnest(${institutions}::uuid[]) id,
			unnest(array[${soc}, ${cert}]::uuid[]) audience,
			unnest(array['alerts', 'sensors', 'telemetry', 'sightings', 'handling']) subject`.execute(tx);
		await sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			select id, ${few}::uuid, subject, 'bench', date '2020-01-01' from unnest(${institutions.slice(76, 79)}::uuid[]) id,
			unnest(array['alerts', 'sensors', 'telemetry', 'sightings', 'handling']) subject
			union all select id, ${ministry}::uuid, 'milestones', 'bench', date '2020-01-01' from unnest(${institutions}::uuid[]) id`.execute(
			tx,
		);
		await fillWatch(tx, institutions, soc);
		await fillAlerts(tx, institutions, alerts);
		const made = await sql<{
			id: string;
		}>`insert into sharing.advisories (organisation_id, title_nl, title_en, summary_nl, summary_en,
				tlp, audience, state, created_at, published_at)
			select ${cert}, 'Waarschuwing ' || n, 'Warning ' || n, 'Wat er speelt.', 'What goes on.', 'green', 'all', 'published', now(), now()
			from generate_series(1, ${advisories}::int) n returning id`.execute(tx);
		const ids = made.rows.map(({ id }) => id);
		await sql`insert into sharing.recipients (advisory_id, institution_id, author_id)
			select a, i, ${cert} from unnest(${ids}::uuid[]) a, unnest(${institutions}::uuid[]) i`.execute(tx);
		await sql`insert into sharing.mitigation_lines (advisory_id, organisation_id, place, text_nl, text_en, effort)
			select a, ${cert}, n, 'Werk bij naar de laatste versie', 'Update to the newest version', 'hours'
			from unnest(${ids}::uuid[]) a, generate_series(1, 5) n`.execute(tx);
		await sql`insert into sharing.handling (advisory_id, line_id, institution_id, author_id, state, planned_on, owner, proof, done_at)
			select r.advisory_id, l.id, r.institution_id, ${cert}, (array['received', 'planned', 'done'])[1 + k % 3], current_date, 'CISO',
				'Gedaan', now()
			from (select *, row_number() over () as k from sharing.recipients) r join sharing.mitigation_lines l using (advisory_id)`.execute(
			tx,
		);
		await sql`insert into sharing.indicators (organisation_id, advisory_id, kind, match, value, tlp, confidence)
			select ${cert}, a, 'domain', 'exact', 'd' || n || '-' || k || '.example', 'green', 80
			from unnest(${ids}::uuid[]) with ordinality x (a, k), generate_series(1, 20) n`.execute(tx);
		await sql`insert into sharing.sightings (indicator_id, institution_id, answer)
			select i.id, r.institution_id, 'checked-not-seen' from sharing.indicators i join sharing.recipients r using (advisory_id)`.execute(
			tx,
		);
		await sql`insert into improvement.actions (institution_id, title, owner, due_on, because_room, because_id, created_at, updated_at)
			select id, 'Maatregel ' || n, 'CISO', current_date + n % 400 - 100, 'assessments', 'c' || n, now(), now()
			from unnest(${institutions}::uuid[]) id, generate_series(1, 40) n`.execute(tx);
		await sql`insert into platform.progress (organisation_id, kind) select ${one}, 'import' from generate_series(1, 5000)`.execute(
			tx,
		);
		await sql`insert into institutions.looks (institution_id, viewer_id, subject, at)
			select ${one}, ${soc}, 'alerts', now() - n * interval '1 minute' from generate_series(1, 50000) n`.execute(tx);
		await sql`select institutions.record(${one}, 'action.opened', n::text, '{}') from generate_series(1, ${trail}::int) n`.execute(
			tx,
		);
	});
}
