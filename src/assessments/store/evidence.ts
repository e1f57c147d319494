import { sql, type Tx } from '#platform';

export interface EvidenceRow {
	readonly id: string;
	readonly control: string | null;
	readonly name: string;
	readonly mediaType: string;
	readonly bytes: number;
	readonly hash: string;
	readonly addedAt: Date;
}

const columns = sql`id, control, name, media_type as "mediaType", bytes, hash, added_at as "addedAt"`;

export async function evidenceOf(tx: Tx, assessment: string): Promise<EvidenceRow[]> {
	const found =
		await sql<EvidenceRow>`select ${columns} from assessments.evidence where assessment_id = ${assessment} order by added_at, id`.execute(
			tx,
		);
	return found.rows;
}

export async function evidenceFile(
	tx: Tx,
	assessment: string,
	id: string,
): Promise<(EvidenceRow & { institution: string }) | undefined> {
	const found = await sql<EvidenceRow & { institution: string }>`select ${columns}, institution_id as institution
		from assessments.evidence where assessment_id = ${assessment} and id = ${id}`.execute(tx);
	return found.rows[0];
}

export interface NewEvidence extends Omit<EvidenceRow, 'id' | 'addedAt'> {
	readonly assessment: string;
	readonly institution: string;
}

export async function addEvidence(tx: Tx, file: NewEvidence, by: string | null, at: Date): Promise<EvidenceRow | undefined> {
	const made =
		await sql<EvidenceRow>`insert into assessments.evidence (assessment_id, institution_id, control, name, media_type, bytes, hash,
			added_by, added_at)
		values (${file.assessment}, ${file.institution}, ${file.control}, ${file.name}, ${file.mediaType}, ${file.bytes}, ${file.hash}, ${by}, ${at})
		returning ${columns}`.execute(tx);
	return made.rows[0];
}

export async function removeEvidence(tx: Tx, assessment: string, id: string): Promise<string | undefined> {
	const gone = await sql<{
		hash: string;
	}>`delete from assessments.evidence where assessment_id = ${assessment} and id = ${id} returning hash`.execute(tx);
	return gone.rows[0]?.hash;
}
