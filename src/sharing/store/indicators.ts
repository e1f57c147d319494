import type { IndicatorKind, MatchKind, Tlp } from '#kernel';
import { type Tx, sql } from '#platform';
import type { SharedIndicator } from '../model/indicator.ts';

export interface IndicatorRow {
	id: string;
	kind: IndicatorKind;
	match: MatchKind;
	value: string;
	validFrom: Date;
	validUntil: Date | null;
	tlp: Tlp;
	confidence: number;
	advisoryId: string | null;
	source: { id: string; name: string };
	withdrawnAt: Date | null;
	withdrawnReason: string | null;
	createdAt: Date;
}

export interface IndicatorFilter {
	readonly kind?: string | undefined;
	readonly advisory?: string | undefined;
	readonly q?: string | undefined;
	readonly state?: 'active' | 'withdrawn' | 'expired' | undefined;
	readonly only?: 'authored' | undefined;
	readonly before?: string | undefined;
	readonly now: Date;
	readonly limit: number;
}

export async function pageIndicators(tx: Tx, filter: IndicatorFilter): Promise<IndicatorRow[]> {
	const state = filter.state ?? null;
	const found = await sql<IndicatorRow>`select i.id, i.kind, i.match, i.value, i.valid_from as "validFrom",
			i.valid_until as "validUntil", i.tlp, i.confidence, i.advisory_id as "advisoryId",
			jsonb_build_object('id', o.id, 'name', o.name) as source, i.withdrawn_at as "withdrawnAt",
			i.withdrawn_reason as "withdrawnReason", i.created_at as "createdAt"
		from sharing.indicators i join institutions.organisations o on o.id = i.organisation_id
		where (${filter.kind ?? null}::text is null or i.kind = ${filter.kind ?? null})
			and (${filter.advisory ?? null}::uuid is null or i.advisory_id = ${filter.advisory ?? null}::uuid)
			and (${filter.q ?? null}::text is null or strpos(i.value, lower(${filter.q ?? null})) > 0)
			and (${state}::text is null or ${state} = case when i.withdrawn_at is not null then 'withdrawn'
				when i.valid_until <= ${filter.now} then 'expired' else 'active' end)
			and (${filter.only ?? null}::text is null or i.organisation_id = platform.organisation())
			and (${filter.before ?? null}::uuid is null or i.id < ${filter.before ?? null}::uuid)
		order by i.id desc limit ${filter.limit}`.execute(tx);
	return found.rows;
}

/** Keeps indicators of the tenant that no advisory carries; those it has already are left as they are. @returns ids of the new */
export async function insertOwn(tx: Tx, indicators: readonly SharedIndicator[]): Promise<string[]> {
	const found = await sql<{ id: string }>`insert into sharing.indicators
			(organisation_id, kind, match, value, valid_from, valid_until, tlp, confidence)
		select platform.organisation(), x.kind, x.match, x.value, x."validFrom", x."validUntil", x.tlp, x.confidence
		from jsonb_to_recordset(${JSON.stringify(indicators)}::jsonb) as x(kind text, match text, value text,
			"validFrom" timestamptz, "validUntil" timestamptz, tlp text, confidence int)
		on conflict do nothing returning id`.execute(tx);
	return found.rows.map(({ id }) => id);
}

/** Withdraws an indicator of the tenant. @returns its advisory; undefined when it is not there, not ours or withdrawn before */
export async function withdraw(
	tx: Tx,
	id: string,
	reason: string,
	now: Date,
): Promise<{ advisoryId: string | null } | undefined> {
	const found = await sql<{ advisoryId: string | null }>`update sharing.indicators
		set withdrawn_at = ${now}, withdrawn_reason = ${reason}
		where id = ${id} and withdrawn_at is null and organisation_id = platform.organisation()
		returning advisory_id as "advisoryId"`.execute(tx);
	return found.rows[0];
}
