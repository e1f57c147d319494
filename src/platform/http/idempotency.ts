import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { FastifyRequest } from 'fastify';
import { finding, Refusal } from '#kernel';
import type { Ctx } from '../context.ts';

interface Kept {
	request_hash: Buffer;
	response: unknown;
}

/** The key a call came with, if it has one. Refuses an empty one and one beyond 200 characters. */
export function idempotencyKey({ method, headers }: FastifyRequest): string | undefined {
	const key = headers['idempotency-key'];
	if (typeof key !== 'string' || method === 'GET') return undefined;
	if (key.length >= 1 && key.length <= 200) return key;
	const fault = finding('key-length', '/headers/idempotency-key', 'an idempotency key has 1 to 200 characters');
	throw new Refusal('input-invalid', fault.detail, [fault]);
}

/**
 * A repeated creating call gets the first answer (draft-ietf-httpapi-idempotency-key-header). The key is written in the
 * same transaction as the work, so two calls at once wait for each other on the primary key. An answer that `tellsOnce` is
 * not kept: the repeated call is refused and makes no second secret.
 */
export async function once<T>(
	ctx: Ctx,
	key: string,
	request: readonly unknown[],
	work: () => Promise<T>,
	tellsOnce = false,
): Promise<T> {
	const asker = ctx.who.person ?? ctx.who.token ?? ctx.who.organisation;
	const hash = createHash('sha256').update(JSON.stringify(request)).digest();
	const fresh = await sql`insert into platform.idempotency (organisation_id, asker, key, request_hash)
		values (${ctx.who.organisation}, ${asker}, ${key}, ${hash}) on conflict do nothing returning key`.execute(ctx.tx);
	if (fresh.rows.length === 0) {
		const kept = await sql<Kept>`select request_hash, response from platform.idempotency
			where organisation_id = ${ctx.who.organisation} and asker = ${asker} and key = ${key}`.execute(ctx.tx);
		const first = kept.rows[0];
		if (first === undefined || !first.request_hash.equals(hash)) throw new Refusal('idempotency-mismatch');
		if (tellsOnce) throw new Refusal('already-exists', 'this call was carried out; the secret in its answer is told once');
		return first.response as T;
	}
	const response = await work();
	await sql`update platform.idempotency set response = ${JSON.stringify(tellsOnce ? null : (response ?? null))}::jsonb
		where organisation_id = ${ctx.who.organisation} and asker = ${asker} and key = ${key}`.execute(ctx.tx);
	return response;
}
