import { sql, type Tx } from '#platform';

export interface DeskProofRow {
	readonly organisation: string;
	readonly people: number;
	readonly present: number;
	readonly until: string | null;
}

export interface ContactProofRow {
	readonly institution: string;
	readonly contacts: number;
	readonly confirmedAt: string | null;
}

/** Both together, because pages that show one show the other. */
export async function proofRows(
	tx: Tx,
	institutions: readonly string[],
	at: Date,
): Promise<{ desks: DeskProofRow[]; contacts: ContactProofRow[] }> {
	const found = await sql<{ desks: DeskProofRow[]; contacts: ContactProofRow[] }>`select
		(select coalesce(jsonb_agg(jsonb_build_object('organisation', organisation_id, 'people', people, 'present', present,
			'until', until)), '[]') from duty.desks_at(${at})) as desks,
		(select coalesce(jsonb_agg(jsonb_build_object('institution', institution_id, 'contacts', contacts,
			'confirmedAt', confirmed_at)), '[]') from duty.reached(${[...institutions]}::uuid[])) as contacts`.execute(tx);
	return found.rows[0] ?? { desks: [], contacts: [] };
}
