import type { Finding } from './result.ts';

/** The closed list of refusals: status for the machine; the web owns the sentence for people (`web/text`). */
export const errorCatalogue = {
	'input-invalid': { status: 400, title: 'The request has faults' },
	'not-signed-in': { status: 401, title: 'Sign in first' },
	'token-invalid': { status: 401, title: 'The token is unknown, expired or revoked' },
	'session-ended': { status: 401, title: 'The session has ended' },
	'assurance-too-low': { status: 403, title: 'A stronger sign-in is needed' },
	'not-allowed': { status: 403, title: 'Your role does not allow this' },
	'origin-refused': { status: 403, title: 'The request came from another site' },
	'not-found': { status: 404, title: 'Not found, or not yours to see' },
	'method-not-allowed': { status: 405, title: 'This address does not know that method' },
	'not-acceptable': { status: 406, title: 'No answer in the asked form' },
	'state-refused': { status: 409, title: 'The present state does not allow this' },
	'already-exists': { status: 409, title: 'This exists already' },
	'version-conflict': { status: 409, title: 'Somebody else changed this meanwhile' },
	'idempotency-mismatch': { status: 422, title: 'The idempotency key was used for another request' },
	'too-large': { status: 413, title: 'The request is larger than allowed' },
	'media-type-unsupported': { status: 415, title: 'The form of the request is not supported' },
	'content-refused': { status: 422, title: 'The content is readable but has faults' },
	'anonymity-refused': { status: 422, title: 'The figure would give away a contributor' },
	'rate-limited': { status: 429, title: 'Too many requests' },
	internal: { status: 500, title: 'An error of ours' },
	'not-ready': { status: 503, title: 'Not ready yet' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** Thrown at a door, turned into problem+json by the platform. `detail` goes to the caller: never put another's data in it. */
export class Refusal extends Error {
	readonly code: ErrorCode;
	readonly findings: readonly Finding[];

	constructor(code: ErrorCode, detail = '', findings: readonly Finding[] = []) {
		super(detail || errorCatalogue[code].title);
		this.name = 'Refusal';
		this.code = code;
		this.findings = findings;
	}
}
