import { sql, type Work } from '#platform';
import { institutionMerged } from '../contract/news.ts';

/** Carries people, invitations, tokens and disclosures over for every merge whose day has come, and tells the rooms above. */
export async function carryOver(work: Work): Promise<void> {
	const done = await sql<{ gone: string; target: string }>`select gone, target from institutions.carry_over(${work.now})`.execute(
		work.tx,
	);
	for (const merge of done.rows) await work.publish(institutionMerged, merge);
}

/** Sensors of an institution that is gone report for the one that goes on, with the tokens they have. @returns how many tokens */
export async function moveSensorTokens(work: Work, gone: string, target: string): Promise<number> {
	const moved = await sql`update institutions.tokens set organisation_id = ${target}
		where organisation_id = ${gone} and sensor_id is not null and revoked_at is null returning id`.execute(work.tx);
	return moved.rows.length;
}
