import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal } from '#kernel';
import type { Ctx } from '../context.ts';

interface Kept {
	request_hash: Buffer;
	response: unknown;
}

/**
 * A repeated creating call gets the first answer (draft-ietf-httpapi-idempotency-key-header). The key is written in the
 * same transaction as the work, so two calls at once wait for each other on the primary key.
 */
export async function once(ctx: Ctx, key: string, request: string, work: () => Promise<unknown>): Promise<unknown> {
	if (key.length > 200) throw new Refusal('input-invalid', 'Idempotency-Key is longer than 200 characters');
	const asker = ctx.who.person ?? ctx.who.token ?? ctx.who.organisation;
	const hash = createHash('sha256').update(request).digest();
	const fresh = await sql`insert into platform.idempotency (organisation_id, asker, key, request_hash)
		values (${ctx.who.organisation}, ${asker}, ${key}, ${hash}) on conflict do nothing returning key`.execute(ctx.tx);
	if (fresh.rows.length === 0) {
		const kept = await sql<Kept>`select request_hash, response from platform.idempotency
			where organisation_id = ${ctx.who.organisation} and asker = ${asker} and key = ${key}`.execute(ctx.tx);
		const first = kept.rows[0];
		if (first === undefined || !first.request_hash.equals(hash)) throw new Refusal('idempotency-mismatch');
		return first.response;
	}
	const response = await work();
	await sql`update platform.idempotency set response = ${JSON.stringify(response ?? null)}::jsonb
		where organisation_id = ${ctx.who.organisation} and asker = ${asker} and key = ${key}`.execute(ctx.tx);
	return response;
}
