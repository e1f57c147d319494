import type { FastifyRequest } from 'fastify';
import { Refusal, type Role } from '#kernel';
import type { Who } from '../postgres/database.ts';
import type { Access } from './table.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A browser's request that changes something must come from our own pages. Machines with a bearer token carry no cookie. */
export function checkOrigin(request: FastifyRequest, baseUrl: string): void {
	if (safe.has(request.method) || request.headers.authorization !== undefined) return;
	const site = request.headers['sec-fetch-site'];
	if (site !== undefined && site !== 'same-origin') throw new Refusal('origin-refused');
	const origin = request.headers.origin;
	if (origin === undefined) {
		if (request.headers.cookie !== undefined && site === undefined) throw new Refusal('origin-refused');
		return;
	}
	const host = request.headers.host ?? '';
	if (origin !== new URL(baseUrl).origin && origin !== `http://${host}` && origin !== `https://${host}`) {
		throw new Refusal('origin-refused');
	}
}

/** Tokens that lie on sensors and in programs of others: they open only what names them, so that a stolen one reads no scores. */
const narrowTokens: ReadonlySet<Role> = new Set(['machine-ingest', 'machine-share']);

/** Lets in whom the row of the table names. */
export function checkAccess(access: Access, who: Who | null): void {
	if (access === 'public') return;
	if (who === null) throw new Refusal('not-signed-in');
	const allowed = access === 'signed-in' ? !narrowTokens.has(who.role) : access.includes(who.role);
	if (!allowed) throw new Refusal('not-allowed');
}
