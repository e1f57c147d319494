import type { Platform } from '#platform';

export interface SessionRow {
	readonly session: string;
	readonly person: string;
	readonly organisation: string;
	readonly organisation_kind: string;
	readonly role: string;
	readonly how: 'passkey' | 'oidc' | 'demo';
	readonly state: 'live' | 'weak' | 'ended';
}

export interface TokenRow {
	readonly token: string;
	readonly organisation: string;
	readonly organisation_kind: string;
	readonly role: string;
}

/** Outside a tenant transaction: who asks is not known yet. Each function answers for one secret only. */
export async function sessionOf(platform: Platform, hash: Buffer, now: Date): Promise<SessionRow | undefined> {
	const found = await platform.database.pool.query<SessionRow>('select * from institutions.session_of($1, $2)', [hash, now]);
	return found.rows[0];
}

export async function tokenOf(platform: Platform, hash: Buffer, now: Date): Promise<TokenRow | undefined> {
	const found = await platform.database.pool.query<TokenRow>('select * from institutions.token_of($1, $2)', [hash, now]);
	return found.rows[0];
}
