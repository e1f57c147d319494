import { type Tx, sql } from '#platform';
import type { SharedIndicator } from '../model/indicator.ts';

export interface NewAdvisory {
	readonly title: { readonly nl: string; readonly en: string };
	readonly summary: { readonly nl: string; readonly en: string };
	readonly tlp: string;
	readonly audience: 'all' | 'kinds' | 'listed';
	readonly kinds: readonly string[];
	readonly listed: readonly string[];
	readonly because: string | null;
	readonly indicators: readonly SharedIndicator[];
	readonly lines: readonly {
		readonly text: { readonly nl: string; readonly en: string };
		readonly effort: string;
	}[];
}

export interface MadeAdvisory {
	id: string;
	indicatorIds: string[];
	lineIds: string[];
}

/** Advisory, lines and indicators in one statement, as a draft. The tenant is the author. */
export async function insertDraft(tx: Tx, person: string | null, made: NewAdvisory): Promise<MadeAdvisory> {
	const lines = made.lines.map(({ text, effort }, at) => ({ place: at + 1, nl: text.nl, en: text.en, effort }));
	const found = await sql<MadeAdvisory>`with advisory as (
			insert into sharing.advisories (organisation_id, title_nl, title_en, summary_nl, summary_en, tlp, audience,
				audience_kinds, audience_listed, because, created_by)
			values (platform.organisation(), ${made.title.nl}, ${made.title.en}, ${made.summary.nl}, ${made.summary.en},
				${made.tlp}, ${made.audience}, ${[...made.kinds]}::text[], ${[...made.listed]}::uuid[], ${made.because}, ${person})
			returning id, organisation_id
		), lines as (
			insert into sharing.mitigation_lines (advisory_id, organisation_id, place, text_nl, text_en, effort)
			select a.id, a.organisation_id, x.place, x.nl, x.en, x.effort
			from advisory a, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as x(place int, nl text, en text, effort text)
			returning id, place
		), indicators as (
			insert into sharing.indicators (organisation_id, advisory_id, kind, match, value, valid_from, valid_until, tlp, confidence)
			select a.organisation_id, a.id, x.kind, x.match, x.value, x."validFrom", x."validUntil", x.tlp, x.confidence
			from advisory a, jsonb_to_recordset(${JSON.stringify(made.indicators)}::jsonb) as x(kind text, match text, value text,
				"validFrom" timestamptz, "validUntil" timestamptz, tlp text, confidence int)
			returning id
		)
		select a.id, array(select id from indicators order by id) as "indicatorIds",
			array(select id from lines order by place) as "lineIds" from advisory a`.execute(tx);
	return found.rows[0]!;
}

/** Gives a draft of the tenant another audience. */
export async function setAudience(
	tx: Tx,
	advisory: string,
	to: Pick<NewAdvisory, 'audience' | 'kinds' | 'listed'>,
): Promise<void> {
	await sql`update sharing.advisories set audience = ${to.audience}, audience_kinds = ${[...to.kinds]}::text[],
		audience_listed = ${[...to.listed]}::uuid[]
		where id = ${advisory} and state = 'draft' and organisation_id = platform.organisation()`.execute(tx);
}

/** Institutions that exist today and belong to the audience of a draft. */
const meantFor = sql`select i.id from institutions.institutions i where i.merged_into is null
	and i.valid_from <= current_date and (i.valid_until is null or i.valid_until >= current_date)
	and (a.audience = 'all' or (a.audience = 'kinds' and i.kind = any (a.audience_kinds))
		or (a.audience = 'listed' and i.id = any (a.audience_listed)))`;

/** Publishes a draft of the tenant: recipients and their handling rows in one statement. @returns null when it is no draft of ours */
export async function deliver(tx: Tx, advisory: string, now: Date): Promise<{ recipients: number } | null> {
	const published = await sql<{ id: string }>`update sharing.advisories set state = 'published', published_at = ${now}
		where id = ${advisory} and state = 'draft' and organisation_id = platform.organisation() returning id`.execute(tx);
	if (published.rows.length === 0) return null;
	const found = await sql<{ recipients: number }>`with recipients as (
			insert into sharing.recipients (advisory_id, institution_id, author_id)
			select a.id, i.id, a.organisation_id from sharing.advisories a cross join lateral (${meantFor}) i where a.id = ${advisory}
			returning advisory_id, institution_id, author_id
		), handling as (
			insert into sharing.handling (advisory_id, line_id, institution_id, author_id)
			select r.advisory_id, l.id, r.institution_id, r.author_id
			from recipients r join sharing.mitigation_lines l on l.advisory_id = r.advisory_id
		)
		select count(*) as recipients from recipients`.execute(tx);
	return found.rows[0]!;
}

export async function close(tx: Tx, advisory: string, reason: string, now: Date): Promise<boolean> {
	const closed = await sql`update sharing.advisories set state = 'closed', closed_at = ${now}, close_reason = ${reason}
		where id = ${advisory} and state = 'published' and organisation_id = platform.organisation() returning id`.execute(tx);
	return closed.rows.length > 0;
}

export async function indicatorIdsOf(tx: Tx, advisory: string): Promise<string[]> {
	const found = await sql<{ id: string }>`select id from sharing.indicators
		where advisory_id = ${advisory} and withdrawn_at is null order by id`.execute(tx);
	return found.rows.map(({ id }) => id);
}
