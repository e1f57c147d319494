import type { FastifyRequest } from 'fastify';
import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import { asSystem, type Exchange } from '#platform';
import { type demoSignInEndpoint, personasEndpoint } from '../contract/session.ts';
import { personas } from '../store/persons.ts';
import { beginSession } from '../store/sessions.ts';
import { setCookie } from './cookie.ts';

const loopbackAddress = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/** What proxies say about themselves and about who asks them. */
const proxyHeader = /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-original-.*|true-client-ip|cf-connecting-ip)$/;

/**
 * Personas open the door without a key, so only for somebody at the machine itself: the connection is from loopback, the
 * name asked for is loopback (a page elsewhere that points its name here is refused), and no proxy stands between.
 */
export function isAtTheMachine(request: FastifyRequest): boolean {
	const { host } = request.headers;
	const proxied = Object.keys(request.headers).some((name) => proxyHeader.test(name));
	return !proxied && loopbackAddress.test(request.socket.remoteAddress ?? '') && loopbackHost.test(host ?? '');
}

function onlyInDemo({ platform, request }: Exchange): void {
	if (!platform.config.DEMO || !isAtTheMachine(request)) throw new Refusal('not-found');
}

export async function listPersonas(exchange: Exchange): Promise<unknown> {
	onlyInDemo(exchange);
	const rows = await asSystem(exchange.platform, personas);
	return personasEndpoint.response.parse({ items: rows });
}

export async function signInAsPersona(exchange: Exchange, { body }: Input<typeof demoSignInEndpoint>): Promise<void> {
	onlyInDemo(exchange);
	const { platform, reply, request } = exchange;
	const begun = await asSystem(platform, async (work) => {
		const chosen = (await personas(work)).find(({ key }) => key === body.persona);
		if (chosen === undefined) return undefined;
		return beginSession(work, {
			person: chosen.person,
			how: 'demo',
			acr: 'demo',
			userAgent: request.headers['user-agent'] ?? '',
		});
	});
	if (begun === undefined) throw new Refusal('not-found');
	setCookie(platform.config, reply, begun.secret, begun.until);
	reply.status(204).send();
}
