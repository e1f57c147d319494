import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { nextTrace, type Trace, traceparentOf } from '../trace.ts';
import type { Tell } from './table.ts';

export const apiVersion = '1.0.0';

function headersWith(nonce: string): Record<string, string> {
	return {
		'content-security-policy': [
			"default-src 'none'",
			`script-src 'self' 'nonce-${nonce}'`,
			`style-src 'self' 'nonce-${nonce}'`,
			"img-src 'self' data:",
			"font-src 'self'",
			"connect-src 'self'",
			"manifest-src 'self'",
			"base-uri 'none'",
			"form-action 'self'",
			"frame-ancestors 'none'",
		].join('; '),
		'strict-transport-security': 'max-age=31536000; includeSubDomains',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=()',
		'api-version': apiVersion,
	};
}

/** For an answer that never becomes a request of ours. */
export function bareHeaders(): Record<string, string> {
	return headersWith(randomBytes(16).toString('base64'));
}

/** Security headers on everything; the page's own script and style carry the nonce of this answer. */
export function addHeaders(app: FastifyInstance): void {
	app.decorateRequest('nonce', '');
	app.decorateRequest('trace');
	app.addHook('onRequest', async (request, reply) => {
		const nonce = randomBytes(16).toString('base64');
		request.nonce = nonce;
		request.trace = nextTrace(request.headers.traceparent);
		reply.headers({ ...headersWith(nonce), traceparent: traceparentOf(request.trace) });
		if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
	});
}

declare module 'fastify' {
	interface FastifyRequest {
		nonce: string;
		/** Our step of the trace that the caller began, or of a new one. */
		trace: Trace;
	}
	interface FastifyContextConfig {
		tell?: Tell;
	}
}
