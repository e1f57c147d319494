import { sql, type Tx } from '#platform';

export interface LateDelivery {
	readonly advisory: string;
	readonly institutions: string[];
	/** Indicators to be looked for in their past. */
	readonly indicators: string[];
}

/**
 * Delivers published advisories to institutions that were not there when they came out and belong to their audience, or
 * follow one that was named. Safe to repeat. Their indicators count as changed, so that detection learns of the new reader.
 */
export async function deliverLate(tx: Tx, institutions: readonly string[], after?: string): Promise<LateDelivery[]> {
	const found = await sql<LateDelivery>`with reader as (
			select i.id, i.kind from institutions.institutions i where i.id = any (${[...institutions]}::uuid[]) and i.merged_into is null
				and i.valid_from <= current_date and (i.valid_until is null or i.valid_until >= current_date)
		), recipient as (
			insert into sharing.recipients (advisory_id, institution_id, author_id)
			select a.id, r.id, a.organisation_id from sharing.advisories a cross join reader r
			where a.state = 'published' and (a.audience = 'all' or (a.audience = 'kinds' and r.kind = any (a.audience_kinds))
				or exists (select from sharing.recipients o where o.advisory_id = a.id and o.institution_id = ${after ?? null}::uuid))
			on conflict do nothing returning advisory_id, institution_id, author_id
		), handling as (
			insert into sharing.handling (advisory_id, line_id, institution_id, author_id)
			select r.advisory_id, l.id, r.institution_id, r.author_id
			from recipient r join sharing.mitigation_lines l on l.advisory_id = r.advisory_id
		), touched as (
			update sharing.indicators i set confidence = confidence where i.withdrawn_at is null
				and (i.valid_until is null or i.valid_until > now()) and i.advisory_id in (select advisory_id from recipient)
			returning i.id, i.advisory_id
		)
		select r.advisory_id as advisory, array_agg(r.institution_id) as institutions,
			array(select t.id from touched t where t.advisory_id = r.advisory_id order by t.id) as indicators
		from recipient r group by r.advisory_id order by r.advisory_id`.execute(tx);
	return found.rows;
}
