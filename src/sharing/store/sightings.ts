import type { IndicatorKind } from '#kernel';
import { type Tx, sql } from '#platform';

/** One institution's answer on one indicator. */
export interface SightingAnswer {
	readonly indicatorId: string;
	readonly institutionId: string;
	readonly answer: 'seen' | 'checked-not-seen' | 'could-not-check';
	/**
	 * `past`: a search over all that is kept until now; its count takes the place of what was counted before, unless that
	 * was more (events are kept for a term). `live`: new matches; their count is added, so call it once per acknowledged batch.
	 */
	readonly from: 'past' | 'live';
	readonly firstSeen?: Date | null;
	readonly lastSeen?: Date | null;
	readonly count?: number;
	/** Where the first event is kept; read back only by the institution itself. */
	readonly pointer?: object | null;
	/** Needed with `could-not-check`. */
	readonly reason?: string | null;
}

interface Merged {
	readonly indicator: string;
	readonly institution: string;
	readonly answer: SightingAnswer['answer'];
	readonly past: number;
	readonly live: number;
	readonly first: Date | null;
	readonly last: Date | null;
	readonly pointer: object | null;
	readonly reason: string | null;
}

function asMerged(row: SightingAnswer): Merged {
	const count = row.answer === 'seen' ? (row.count ?? 1) : 0;
	return {
		...{ indicator: row.indicatorId, institution: row.institutionId, answer: row.answer },
		...{ past: row.from === 'past' ? count : 0, live: row.from === 'live' ? count : 0 },
		...{ first: row.firstSeen ?? row.lastSeen ?? null, last: row.lastSeen ?? row.firstSeen ?? null },
		...{ pointer: row.pointer ?? null, reason: row.answer === 'could-not-check' ? (row.reason ?? 'unknown') : null },
	};
}

function join(one: Merged, other: Merged): Merged {
	if (one.answer !== 'seen' || other.answer !== 'seen') return one.answer === 'seen' ? one : other;
	const earlier = (one.first ?? 0) <= (other.first ?? 0) ? one : other;
	return {
		...earlier,
		...{ past: one.past + other.past, live: one.live + other.live },
		last: (one.last ?? 0) >= (other.last ?? 0) ? one.last : other.last,
	};
}

/** Rows of one indicator and institution become one, for a statement may touch a row once only. */
function merged(rows: readonly SightingAnswer[]): Merged[] {
	const byKey = new Map<string, Merged>();
	for (const row of rows) {
		const key = `${row.indicatorId} ${row.institutionId}`;
		const before = byKey.get(key);
		byKey.set(key, before === undefined ? asMerged(row) : join(before, asMerged(row)));
	}
	return [...byKey.values()];
}

/** Bulk upsert of answers in one statement. What was seen stays seen. @returns rows that were written */
export async function upsertSightings(tx: Tx, rows: readonly SightingAnswer[], now: Date): Promise<number> {
	if (rows.length === 0) return 0;
	const found = await sql`insert into sharing.sightings as s (indicator_id, institution_id, answer, first_seen, last_seen,
			past_count, live_count, pointer, reason, answered_at)
		select x.indicator, x.institution, x.answer, x.first, x.last, x.past, x.live, x.pointer, x.reason, ${now}
		from jsonb_to_recordset(${JSON.stringify(merged(rows))}::jsonb) as x(indicator uuid, institution uuid, answer text,
			first timestamptz, last timestamptz, past bigint, live bigint, pointer jsonb, reason text)
		on conflict (indicator_id, institution_id) do update set
			answer = case when 'seen' in (s.answer, excluded.answer) then 'seen' else excluded.answer end,
			first_seen = least(s.first_seen, excluded.first_seen),
			last_seen = greatest(s.last_seen, excluded.last_seen),
			past_count = case when excluded.past_count > 0 then greatest(excluded.past_count, s.past_count + s.live_count)
				else s.past_count end,
			live_count = case when excluded.past_count > 0 then 0 else s.live_count end + excluded.live_count,
			pointer = case when s.first_seen is null or excluded.first_seen < s.first_seen then excluded.pointer else s.pointer end,
			reason = case when 'seen' in (s.answer, excluded.answer) then null else excluded.reason end,
			answered_at = excluded.answered_at
		returning indicator_id`.execute(tx);
	return found.rows.length;
}

interface OthersSightings {
	readonly indicatorId: string;
	readonly kind: IndicatorKind;
	readonly value: string;
	readonly contributors: number;
	readonly seen: number | null;
}

/** Anonymous counts of the others as they were last told, for an advisory the asker may see. */
export async function othersSightings(tx: Tx, advisory: string): Promise<{ others: OthersSightings[]; othersAt: string | null }> {
	const found = await sql<OthersSightings & { toldAt: Date }>`
		select i.id as "indicatorId", i.kind, i.value, o.contributors, o.seen, t.told_at as "toldAt"
		from sharing.tell_others(${advisory}, 'sightings') t
		cross join lateral jsonb_to_recordset(t.figures) as o (indicator_id uuid, contributors int, seen int)
		join sharing.indicators i on i.id = o.indicator_id order by i.id`.execute(tx);
	const others = found.rows.map(({ toldAt: _toldAt, ...row }) => row);
	return { others, othersAt: found.rows[0]?.toldAt.toISOString() ?? null };
}
