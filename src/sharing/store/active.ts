import type { IndicatorKind, MatchKind, Tlp } from '#kernel';
import { type Tx, sql } from '#platform';

/** An indicator for the detectors. */
export interface ActiveIndicator {
	readonly id: string;
	readonly kind: IndicatorKind;
	readonly match: MatchKind;
	/** In normal form. */
	readonly value: string;
	readonly validFrom: Date;
	readonly validUntil: Date | null;
	readonly confidence: number;
	readonly tlp: Tlp;
	/** Organisation that made it. */
	readonly source: string;
	/** Null: the source's own, which matches at the source only. */
	readonly advisory: string | null;
	/** False: take it out of the index. A first reading has only true ones. */
	readonly active: boolean;
}

export interface ActiveIndicators {
	/** Hand it back at the next reading. Opaque; only grows. */
	readonly version: string;
	readonly rows: readonly ActiveIndicator[];
	/** Institutions that match on the indicators of an advisory, for each advisory in `rows`. */
	readonly audiences: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * What has changed since a version, or all that is active. A change that began before the version was given and committed
 * after it comes with the next reading, so a missed notification costs time and never an indicator; a row can come twice.
 * Call it as Dijkwacht itself (`database.system`), outside any tenant.
 */
export async function activeIndicators(tx: Tx, since?: string): Promise<ActiveIndicators> {
	const edge = await sql<{ version: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as version`.execute(tx);
	const found = await sql<ActiveIndicator>`with changed as (
			select i.id, i.kind, i.match, i.value, i.valid_from as "validFrom", i.valid_until as "validUntil", i.confidence, i.tlp,
				i.organisation_id as source, i.advisory_id as advisory,
				i.withdrawn_at is null and (i.valid_until is null or i.valid_until > now())
					and (i.advisory_id is null or a.state <> 'draft') as active
			from sharing.indicators i left join sharing.advisories a on a.id = i.advisory_id
			where ${since ?? null}::text is null or i.changed_xid >= ${since ?? null}::text::xid8
		)
		select * from changed where active or ${since ?? null}::text is not null`.execute(tx);
	const advisories = new Set(found.rows.flatMap(({ advisory }) => (advisory === null ? [] : [advisory])));
	const recipients = await sql<{ advisory: string; institutions: string[] }>`
		select advisory_id as advisory, array_agg(institution_id) as institutions
		from sharing.recipients where advisory_id = any (${[...advisories]}::uuid[]) group by advisory_id`.execute(tx);
	return {
		version: edge.rows[0]!.version,
		rows: found.rows,
		audiences: new Map(recipients.rows.map(({ advisory, institutions }) => [advisory, new Set(institutions)])),
	};
}

/** The bare facts of an advisory for the rooms above, read with the rights of the transaction. */
export async function advisoryOf(
	tx: Tx,
	id: string,
): Promise<{ id: string; author: string; tlp: Tlp; state: string; publishedAt: Date | null; recipients: string[] } | undefined> {
	const found = await sql<NonNullable<Awaited<ReturnType<typeof advisoryOf>>>>`select a.id, a.organisation_id as author, a.tlp,
		a.state, a.published_at as "publishedAt",
		array(select r.institution_id from sharing.recipients r where r.advisory_id = a.id) as recipients
		from sharing.advisories a where a.id = ${id}`.execute(tx);
	return found.rows[0];
}

/** Indicators by id with everything a look-back needs, read with the rights of the transaction. */
export async function indicatorsByIds(tx: Tx, ids: readonly string[]): Promise<ActiveIndicator[]> {
	const found = await sql<ActiveIndicator>`select id, kind, match, value, valid_from as "validFrom", valid_until as "validUntil",
		confidence, tlp, organisation_id as source, advisory_id as advisory, withdrawn_at is null as active
		from sharing.indicators where id = any (${[...ids]}::uuid[]) order by id`.execute(tx);
	return found.rows;
}
