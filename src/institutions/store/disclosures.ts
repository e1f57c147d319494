import type { DisclosureSubject } from '#kernel';
import { type Ctx, sql, type Work } from '#platform';

export interface NewDisclosure {
	readonly institution: string;
	/** Organisation that may see. */
	readonly audience: string;
	readonly subject: DisclosureSubject;
	readonly purpose: string;
	/** YYYY-MM-DD; today when absent. */
	readonly from?: string;
	/** Last day; open-ended when absent. */
	readonly until?: string;
}

/** Opens disclosures in one statement, for an import or the demo. @returns ids in the order given */
export async function setDisclosures(work: Work, rows: readonly NewDisclosure[], by: string | null = null): Promise<string[]> {
	const made = await sql<{ id: string }>`with given as materialized (
			select uuidv7() as key, x.* from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as
				(institution uuid, audience uuid, subject text, purpose text, "from" date, until date)) with ordinality
				as x (institution, audience, subject, purpose, from_day, until_day, place)
		), opened as (
			insert into institutions.disclosures (id, institution_id, audience_id, subject, purpose, from_day, until_day, created_by, created_at)
			select key, institution, audience, subject, purpose, coalesce(from_day, ${work.now}::date), until_day, ${by}, ${work.now} from given
		)
		select key as id from given order by place`.execute(work.tx);
	return made.rows.map(({ id }) => id);
}

interface Party {
	readonly id: string;
	readonly name: string;
	readonly kind: 'institution';
}

export interface DisclosureRow {
	readonly id: string;
	readonly audience: Party;
	readonly subject: DisclosureSubject;
	readonly purpose: string;
	readonly from: string;
	readonly until: string | null;
	readonly endedAt: Date | null;
	readonly state: 'coming' | 'open' | 'ended';
	readonly looks: number;
	readonly lastLookAt: Date | null;
}

const party = (alias: 'a' | 'o') =>
	sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}, 'kind', ${sql.ref(`${alias}.kind`)})`;

/** What the asker's institution discloses, open ones first, with the looks of that audience at that subject since. */
export async function ownDisclosures(ctx: Ctx): Promise<DisclosureRow[]> {
	const found =
		await sql<DisclosureRow>`select d.id, ${party('a')} as audience, d.subject, d.purpose, d.from_day as "from", d.until_day as until,
			d.ended_at as "endedAt", case when d.ended_at is not null or d.until_day < ${ctx.now}::date then 'ended'
				when d.from_day > ${ctx.now}::date then 'coming' else 'open' end as state,
			l.looks, l.last as "lastLookAt"
		from institutions.disclosures d join institutions.organisations a on a.id = d.audience_id
		left join lateral (select count(*) as looks, max(at) as last from institutions.looks k where k.institution_id = d.institution_id
			and k.viewer_id = d.audience_id and k.subject = d.subject and k.at >= d.from_day) l on true
		where d.institution_id = ${ctx.who.organisation}
		order by d.ended_at is not null, a.name, d.subject limit 2000`.execute(ctx.tx);
	return found.rows;
}

export interface ReceivedRow {
	readonly id: string;
	readonly institution: Party;
	readonly subject: DisclosureSubject;
	readonly purpose: string;
	readonly from: string;
	readonly until: string | null;
}

/** What others disclose to the asker's organisation today. */
export async function receivedDisclosures(ctx: Ctx): Promise<ReceivedRow[]> {
	const found =
		await sql<ReceivedRow>`select d.id, ${party('o')} as institution, d.subject, d.purpose, d.from_day as "from", d.until_day as until
		from institutions.disclosures d join institutions.organisations o on o.id = d.institution_id
		where d.audience_id = ${ctx.who.organisation} and d.ended_at is null and d.from_day <= ${ctx.now}::date
			and (d.until_day is null or d.until_day >= ${ctx.now}::date)
		order by o.name, d.subject limit 5000`.execute(ctx.tx);
	return found.rows;
}

export async function endDisclosure(ctx: Ctx, id: string): Promise<boolean> {
	const ended = await sql`update institutions.disclosures set ended_at = ${ctx.now}
		where id = ${id} and institution_id = ${ctx.who.organisation} and ended_at is null returning id`.execute(ctx.tx);
	return ended.rows.length > 0;
}

export interface LookRow {
	readonly id: string;
	readonly viewer: Party;
	readonly personName: string | null;
	readonly subject: string;
	readonly at: Date;
}

/** Looks at the asker's rows, newest first, before the look `before`. Ids are in order of time. */
export async function ownLooks(ctx: Ctx, before: string | null, limit: number): Promise<LookRow[]> {
	const found = await sql<LookRow>`select k.id, ${party('o')} as viewer, p.display_name as "personName", k.subject, k.at
		from institutions.looks k join institutions.organisations o on o.id = k.viewer_id
		left join institutions.persons p on p.id = k.viewer_person
		where k.institution_id = ${ctx.who.organisation} and (${before}::uuid is null or k.id < ${before}::uuid)
		order by k.id desc limit ${limit}`.execute(ctx.tx);
	return found.rows;
}
