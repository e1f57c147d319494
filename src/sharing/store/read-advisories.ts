import type { Tlp } from '#kernel';
import { type Tx, sql } from '#platform';

export interface AdvisoryRow {
	id: string;
	titleNl: string;
	titleEn: string;
	summaryNl: string;
	summaryEn: string;
	tlp: Tlp;
	audience: 'all' | 'kinds' | 'listed';
	kinds: string[];
	listed: string[];
	state: 'draft' | 'published' | 'closed';
	because: string | null;
	closeReason: string | null;
	organisationId: string;
	organisationName: string;
	createdAt: Date;
	publishedAt: Date | null;
	closedAt: Date | null;
	indicatorCount: number;
	lineCount: number;
	recipientCount: number | null;
	received: number;
	notApplicable: number;
	planned: number;
	done: number;
	verified: number;
}

/** Only the author learns whom else it went to, and why it was made. */
const columns = sql`a.id, a.title_nl as "titleNl", a.title_en as "titleEn", a.summary_nl as "summaryNl",
	a.summary_en as "summaryEn", a.tlp, a.audience, a.audience_kinds as kinds,
	case when a.organisation_id = me.id then a.audience_listed else array[me.id] end as listed, a.state,
	case when a.organisation_id = me.id then a.because end as because, a.close_reason as "closeReason",
	a.organisation_id as "organisationId", o.name as "organisationName", a.created_at as "createdAt",
	a.published_at as "publishedAt", a.closed_at as "closedAt",
	(select count(*) from sharing.indicators i where i.advisory_id = a.id and i.withdrawn_at is null) as "indicatorCount",
	(select count(*) from sharing.mitigation_lines l where l.advisory_id = a.id) as "lineCount",
	case when a.organisation_id = me.id then (select count(*) from sharing.recipients r where r.advisory_id = a.id)
		end as "recipientCount", h.*`;
const tables = sql`sharing.advisories a join institutions.organisations o on o.id = a.organisation_id
	cross join (select platform.organisation() as id) me
	cross join lateral (select count(*) filter (where h.state = 'received') as received,
		count(*) filter (where h.state = 'not-applicable') as "notApplicable", count(*) filter (where h.state = 'planned') as planned,
		count(*) filter (where h.state = 'done') as done, count(*) filter (where h.state = 'verified') as verified
		from sharing.handling h where h.advisory_id = a.id and h.institution_id = me.id) h`;

export interface AdvisoryFilter {
	readonly state?: string | undefined;
	readonly tlp?: string | undefined;
	readonly q?: string | undefined;
	readonly only?: 'authored' | 'open' | undefined;
	readonly before?: string | undefined;
	readonly limit: number;
}

/** Newest first; ids are ordered by the time they were made. */
export async function pageAdvisories(tx: Tx, filter: AdvisoryFilter): Promise<AdvisoryRow[]> {
	const found = await sql<AdvisoryRow>`select ${columns} from ${tables}
		where (${filter.state ?? null}::text is null or a.state = ${filter.state ?? null})
			and (${filter.tlp ?? null}::text is null or a.tlp = ${filter.tlp ?? null})
			and (${filter.q ?? null}::text is null or strpos(lower(a.title_nl || ' ' || a.title_en), lower(${filter.q ?? null})) > 0)
			and (${filter.only ?? null}::text is distinct from 'authored' or a.organisation_id = me.id)
			and (${filter.only ?? null}::text is distinct from 'open' or h.received + h.planned > 0)
			and (${filter.before ?? null}::uuid is null or a.id < ${filter.before ?? null}::uuid)
		order by a.id desc limit ${filter.limit}`.execute(tx);
	return found.rows;
}

export async function findAdvisory(tx: Tx, id: string): Promise<AdvisoryRow | undefined> {
	return (await sql<AdvisoryRow>`select ${columns} from ${tables} where a.id = ${id}`.execute(tx)).rows[0];
}

export interface LineRow {
	id: string;
	place: number;
	text: { nl: string; en: string };
	effort: 'minutes' | 'hours' | 'days' | 'weeks';
}

export async function linesOf(tx: Tx, advisory: string): Promise<LineRow[]> {
	const found = await sql<LineRow>`select id, place, jsonb_build_object('nl', text_nl, 'en', text_en) as text, effort
		from sharing.mitigation_lines where advisory_id = ${advisory} order by place`.execute(tx);
	return found.rows;
}
