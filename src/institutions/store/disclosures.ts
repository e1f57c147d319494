import type { DisclosureSubject } from '#kernel';
import { sql, type Work } from '#platform';

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
