import { createHmac } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { traceHeaders } from '#platform';
import { type Resolve, resolveHost, safeTarget, type Target } from './address.ts';

export interface WebhookMessage {
	readonly url: string;
	readonly key: Buffer;
	/** The same at every try, so that the receiver can drop what it has. */
	readonly id: string;
	readonly body: object;
	readonly at: Date;
	/** True only in the demo: loopback and plain HTTP pass. */
	readonly inside: boolean;
	readonly resolve?: Resolve;
}

/** `again`: a later try can succeed. `never`: it cannot, and nobody should try. */
export type Delivery = { readonly ok: true } | { readonly ok: false; readonly again: boolean; readonly why: string };

const patience = 10_000;

/** Signature of the Standard Webhooks: HMAC-SHA256 over id, seconds and body. */
export function signatureOf(key: Buffer, id: string, seconds: number, body: string): string {
	return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** Delivers once. Redirects are not followed: they would lead past the check of the address. */
export async function deliverWebhook(message: WebhookMessage): Promise<Delivery> {
	const target = await safeTarget(message.url, message.inside, message.resolve ?? resolveHost);
	if ('refused' in target) return { ok: false, again: target.refused === 'the name has no address', why: target.refused };
	const body = JSON.stringify(message.body);
	const seconds = Math.floor(message.at.getTime() / 1000);
	const status = await send(target, body, {
		...{ 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'Dijkwacht' },
		...{ 'webhook-id': message.id, 'webhook-timestamp': String(seconds) },
		...traceHeaders(),
		'webhook-signature': signatureOf(message.key, message.id, seconds, body),
	}).catch((fault: Error) => fault);
	if (status instanceof Error) return { ok: false, again: true, why: status.message.slice(0, 200) };
	if (status >= 200 && status < 300) return { ok: true };
	return { ok: false, again: status >= 500 || status === 408 || status === 429, why: `answered ${status}` };
}

function send({ url, address }: Target, body: string, headers: Record<string, string>): Promise<number> {
	const pinned: LookupFunction = (_host, options, done) => {
		const family = isIP(address);
		if (options.all === true) done(null, [{ address, family }]);
		else done(null, address, family);
	};
	const request = url.protocol === 'https:' ? secureRequest : plainRequest;
	return new Promise((resolve, reject) => {
		const signal = AbortSignal.timeout(patience);
		const call = request(url, { method: 'POST', headers, lookup: pinned, agent: false, signal }, (answer) => {
			resolve(answer.statusCode ?? 0);
			answer.destroy();
		});
		call.on('error', reject);
		call.end(body);
	});
}
