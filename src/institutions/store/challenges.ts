import { sql, type Work } from '#platform';

const minutes = 5;

export type Purpose = 'sign-in' | 'enrol' | 'add' | 'oidc';

/** Remembers what was asked, for five minutes. */
export async function keepChallenge(work: Work, purpose: Purpose, challenge: string, detail: object = {}): Promise<string> {
	const until = new Date(work.now.getTime() + minutes * 60_000);
	const made = await sql<{ id: string }>`insert into institutions.challenges (purpose, challenge, detail, expires_at)
		values (${purpose}, ${challenge}, ${JSON.stringify(detail)}::jsonb, ${until}) returning id`.execute(work.tx);
	return made.rows[0]!.id;
}

export interface Challenge {
	readonly challenge: string;
	readonly detail: Record<string, string>;
}

/** Takes it out: used once, whether what follows succeeds or not. */
export async function takeChallenge(
	work: Work,
	purpose: Purpose,
	key: { id: string } | { challenge: string },
): Promise<Challenge | undefined> {
	const by = 'id' in key ? sql`id = ${key.id}` : sql`challenge = ${key.challenge}`;
	const found = await sql<Challenge>`delete from institutions.challenges
		where ${by} and purpose = ${purpose} and expires_at > ${work.now} returning challenge, detail`.execute(work.tx);
	return found.rows[0];
}

/** What is past its use: sign-ins that were left, and sessions that ended three months ago. */
export async function forgetStale(work: Work): Promise<void> {
	await sql`delete from institutions.challenges where expires_at <= ${work.now}`.execute(work.tx);
	await sql`delete from institutions.sessions where absolute_until < ${work.now}::timestamptz - interval '90 days'`.execute(
		work.tx,
	);
}
