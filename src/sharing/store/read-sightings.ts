import { type Tx, sql } from '#platform';

type Answer = 'seen' | 'checked-not-seen' | 'could-not-check';

export interface SightingRow {
	indicatorId: string;
	value: string;
	institutionId: string;
	institutionName: string;
	answer: Answer;
	firstSeen: Date | null;
	lastSeen: Date | null;
	count: number;
	pointer: Record<string, unknown> | null;
	reason: string | null;
	answeredAt: Date;
}

export interface SightingFilter {
	/** Of `indicatorsOf`. */
	readonly indicators: readonly string[];
	readonly institution?: string | undefined;
	readonly indicator?: string | undefined;
	readonly search?: string | undefined;
}

/** Asked apart: answers are found by a list that the database knows, and sought among those on all advisories otherwise. */
export async function indicatorsOf(tx: Tx, advisory: string): Promise<string[]> {
	const found = await sql<{ id: string }>`select id from sharing.indicators where advisory_id = ${advisory}`.execute(tx);
	return found.rows.map(({ id }) => id);
}

const tables = sql`sharing.sightings s join sharing.indicators i on i.id = s.indicator_id
	join institutions.organisations o on o.id = s.institution_id`;

function fits({ institution, indicator, search = '' }: SightingFilter) {
	const words = search.split(/\s+/).filter((word) => word !== '');
	const parts = [
		sql`true`,
		...(institution === undefined ? [] : [sql`s.institution_id = ${institution}::uuid`]),
		...(indicator === undefined ? [] : [sql`s.indicator_id = ${indicator}::uuid`]),
		...words.map((word) => sql`position(lower(${word}) in lower(o.name || ' ' || i.value)) > 0`),
	];
	return sql.join(parts, sql` and `);
}

/** The last of a page: what comes after it has another answer, or the same of another institution or on another indicator. */
export type AfterSighting = Pick<SightingRow, 'answer' | 'institutionId' | 'indicatorId'>;

/** Answers that the asker may see by name: what was seen first, then what could not be checked; by name. */
export async function listSightings(
	tx: Tx,
	filter: SightingFilter,
	answer: Answer | undefined,
	after: AfterSighting | undefined,
	limit: number,
): Promise<SightingRow[]> {
	const beyond =
		after === undefined
			? sql`true`
			: sql`(s.answer < ${after.answer} or (s.answer = ${after.answer}
				and (o.name, o.id, i.id) > ((select name from institutions.organisations where id = ${after.institutionId}),
					${after.institutionId}::uuid, ${after.indicatorId}::uuid)))`;
	const found = await sql<SightingRow>`select s.indicator_id as "indicatorId", i.value, s.institution_id as "institutionId",
			o.name as "institutionName", s.answer, s.first_seen as "firstSeen", s.last_seen as "lastSeen", s.past_count + s.live_count as count,
			case when s.institution_id = (select platform.organisation()) then s.pointer end as pointer, s.reason,
			s.answered_at as "answeredAt"
		from ${tables} where s.indicator_id = any (${filter.indicators}::uuid[]) and ${fits(filter)} and ${beyond}
			${answer === undefined ? sql`` : sql`and s.answer = ${answer}`}
		order by s.answer desc, o.name, o.id, i.id limit ${limit}`.execute(tx);
	return found.rows;
}

export interface SightingCounts {
	readonly counts: Record<Answer, number>;
	readonly named: { readonly searched: number; readonly seen: number };
}

/** Answers that fit, and the institutions behind all answers that the asker may see by name. */
export async function countSightings(tx: Tx, filter: SightingFilter): Promise<SightingCounts> {
	const found = await sql<{ seen: number; unseen: number; unable: number; searched: number; saw: number }>`
		select coalesce(sum(p.seen), 0)::bigint as seen, coalesce(sum(p.unseen), 0)::bigint as unseen,
			coalesce(sum(p.unable), 0)::bigint as unable, count(*) filter (where p.searched) as searched,
			count(*) filter (where p.saw) as saw
		from (select s.institution_id, bool_or(s.answer = 'seen') as saw, bool_or(s.answer <> 'could-not-check') as searched,
				count(*) filter (where s.answer = 'seen' and ${fits(filter)}) as seen,
				count(*) filter (where s.answer = 'checked-not-seen' and ${fits(filter)}) as unseen,
				count(*) filter (where s.answer = 'could-not-check' and ${fits(filter)}) as unable
			from ${tables} where s.indicator_id = any (${filter.indicators}::uuid[]) group by s.institution_id) p`.execute(tx);
	const { seen = 0, unseen = 0, unable = 0, searched = 0, saw = 0 } = found.rows[0] ?? {};
	return {
		counts: { seen, 'checked-not-seen': unseen, 'could-not-check': unable },
		named: { searched, seen: saw },
	};
}
