import { type Ctx, sql, type Work } from '#platform';
import { hoursAfter, type TokenScope, tokenDays } from '../model.ts';
import { hashSecret, newSecret } from '../signin/secret.ts';

export interface NewToken {
	readonly organisation: string;
	readonly name: string;
	readonly scope: TokenScope;
	/** Sensor whose events come with this token. */
	readonly sensor?: string;
	/** A year from now when absent. */
	readonly expiresAt?: Date;
	/** A secret of the caller's own choice, for tests and the demo; made when absent. */
	readonly secret?: string;
}

/** Makes a token of a machine. The secret is told once and not kept. */
export async function issueToken(work: Work, token: NewToken, by: string | null = null): Promise<{ id: string; secret: string }> {
	const secret = token.secret ?? newSecret('dwt_');
	const made = await sql<{ id: string }>`insert into institutions.tokens
			(organisation_id, name, hash, scope, sensor_id, created_by, created_at, expires_at)
		values (${token.organisation}, ${token.name}, ${hashSecret(secret)}, ${token.scope}, ${token.sensor ?? null}, ${by}, ${work.now},
			${token.expiresAt ?? hoursAfter(work.now, 24 * tokenDays)}) returning id`.execute(work.tx);
	return { id: made.rows[0]!.id, secret };
}

export interface TokenFacts {
	readonly id: string;
	readonly name: string;
	readonly scope: TokenScope;
	readonly sensor: string | null;
	readonly createdAt: Date;
	readonly expiresAt: Date;
	readonly lastUsedAt: Date | null;
	readonly revokedAt: Date | null;
	readonly rotatedTo: string | null;
}

const facts = sql`id, name, scope, sensor_id as sensor, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
	revoked_at as "revokedAt", rotated_to as "rotatedTo"`;

export async function listTokens(ctx: Ctx): Promise<TokenFacts[]> {
	return (
		await sql<TokenFacts>`select ${facts} from institutions.tokens order by revoked_at is not null, created_at desc limit 500`.execute(
			ctx.tx,
		)
	).rows;
}

/** A token of the asker's organisation that still works. */
export async function liveToken(ctx: Ctx, id: string): Promise<TokenFacts | undefined> {
	const found = await sql<TokenFacts>`select ${facts} from institutions.tokens
		where id = ${id} and revoked_at is null and expires_at > ${ctx.now} for update`.execute(ctx.tx);
	return found.rows[0];
}

/** The old token works on until `until`, or its own end when that comes first. */
export async function supersedeToken(ctx: Ctx, id: string, by: string, until: Date): Promise<void> {
	await sql`update institutions.tokens set rotated_to = ${by}, expires_at = least(expires_at, ${until}) where id = ${id}`.execute(
		ctx.tx,
	);
}

export async function revokeToken(ctx: Ctx, id: string): Promise<boolean> {
	const gone =
		await sql`update institutions.tokens set revoked_at = ${ctx.now} where id = ${id} and revoked_at is null returning id`.execute(
			ctx.tx,
		);
	return gone.rows.length > 0;
}

/** Sensor the asking token belongs to; null for people and for tokens without one. */
export async function sensorOfToken(ctx: Ctx): Promise<string | null> {
	if (ctx.who.token === null) return null;
	const found = await sql<{
		sensor: string | null;
	}>`select sensor_id as sensor from institutions.tokens where id = ${ctx.who.token}`.execute(ctx.tx);
	return found.rows[0]?.sensor ?? null;
}
