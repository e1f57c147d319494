import type { z } from 'zod';
import type { Endpoint, Output } from '#kernel/contract';

/** What an outside program is: an address, and a cookie or a token. */
export interface Client {
	readonly base: string;
	/** Headers that say who asks. */
	readonly identity: Record<string, string>;
	send(method: string, path: string, body?: string | Uint8Array, type?: string): Promise<unknown>;
}

export class Refused extends Error {
	readonly code: string;

	constructor(code: string, message: string) {
		super(message);
		this.code = code;
	}
}

async function answerOf(response: Response, what: string): Promise<unknown> {
	const text = await response.text();
	const body: unknown = text === '' ? undefined : JSON.parse(text);
	if (response.ok) return body;
	const {
		code = '',
		detail = '',
		findings = [],
	} = body as { code?: string; detail?: string; findings?: { where: string; detail: string }[] };
	const places = findings.slice(0, 5).map(({ where, detail: said }) => `${where} ${said}`);
	throw new Refused(code, `${what}: ${response.status} ${detail} ${places.join('; ')}`);
}

function clientWith(base: string, identity: Record<string, string>): Client {
	return {
		...{ base, identity },
		async send(method, path, body, type = 'application/json') {
			const headers = { ...identity, ...(body === undefined ? {} : { 'content-type': type }) };
			return answerOf(
				await fetch(`${base}${path}`, { method, headers, ...(body === undefined ? {} : { body }) }),
				`${method} ${path}`,
			);
		},
	};
}

/** Signs in as a persona of the demo, as its chooser does. */
export async function personaClient(base: string, persona: string): Promise<Client> {
	const headers = { 'content-type': 'application/json', origin: base };
	const response = await fetch(`${base}/v1/demo/sign-in`, { method: 'POST', headers, body: JSON.stringify({ persona }) });
	if (!response.ok) await answerOf(response, `sign in as ${persona}`);
	const cookie = response.headers.getSetCookie().map((text) => text.split(';')[0]);
	return clientWith(base, { cookie: cookie.join('; '), origin: base });
}

export function tokenClient(base: string, token: string): Client {
	return clientWith(base, { authorization: `Bearer ${token}` });
}

/** Calls an address and reads the answer by its contract. */
export async function call<E extends Endpoint>(
	client: Client,
	_endpoint: E,
	method: string,
	path: string,
	body?: object,
): Promise<z.output<E['response']>> {
	return (await client.send(method, path, body === undefined ? undefined : JSON.stringify(body))) as z.output<E['response']> &
		Output<E>;
}
