import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#platform';
import { record } from '../audit.ts';
import type { issueTokenEndpoint, revokeTokenEndpoint, rotateTokenEndpoint, tokensEndpoint } from '../contract/tokens.ts';
import { hoursAfter } from '../model.ts';
import { issueToken, listTokens, liveToken, revokeToken, supersedeToken } from '../store/tokens.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

export async function readTokens(ctx: Ctx): Promise<Output<typeof tokensEndpoint>> {
	const rows = await listTokens(ctx);
	return {
		items: rows.map((row) => ({
			...row,
			createdAt: row.createdAt.toISOString(),
			expiresAt: row.expiresAt.toISOString(),
			lastUsedAt: iso(row.lastUsedAt),
			revokedAt: iso(row.revokedAt),
		})),
	};
}

export async function createToken(
	ctx: Ctx,
	{ body }: Input<typeof issueTokenEndpoint>,
): Promise<Output<typeof issueTokenEndpoint>> {
	const { days, ...wanted } = body;
	const expiresAt = hoursAfter(ctx.now, 24 * days);
	const made = await issueToken(ctx, { ...wanted, organisation: ctx.who.organisation, expiresAt }, ctx.who.person);
	await record(ctx, 'token.issued', made.id, { scope: body.scope, sensor: body.sensor ?? null, expiresAt });
	return { ...made, expiresAt: expiresAt.toISOString() };
}

/** The new token has scope, sensor and life of the old, which keeps working for the overlap. */
export async function rotateToken(
	ctx: Ctx,
	{ params, body }: Input<typeof rotateTokenEndpoint>,
): Promise<Output<typeof rotateTokenEndpoint>> {
	const old = await liveToken(ctx, params.id);
	if (old === undefined) throw new Refusal('not-found');
	if (old.rotatedTo !== null) throw new Refusal('state-refused', 'this token was replaced already');
	const expiresAt = new Date(ctx.now.getTime() + (old.expiresAt.getTime() - old.createdAt.getTime()));
	const sensor = old.sensor === null ? {} : { sensor: old.sensor };
	const wanted = { organisation: ctx.who.organisation, name: old.name, scope: old.scope, expiresAt, ...sensor };
	const made = await issueToken(ctx, wanted, ctx.who.person);
	await supersedeToken(ctx, old.id, made.id, hoursAfter(ctx.now, body.overlapHours));
	await record(ctx, 'token.rotated', old.id, { to: made.id, overlapHours: body.overlapHours });
	return { ...made, expiresAt: expiresAt.toISOString() };
}

export async function endToken(ctx: Ctx, { params }: Input<typeof revokeTokenEndpoint>): Promise<Record<string, never>> {
	if (!(await revokeToken(ctx, params.id))) throw new Refusal('not-found');
	await record(ctx, 'token.revoked', params.id);
	return {};
}
