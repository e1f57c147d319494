import type { FastifyInstance } from 'fastify';
import type { Platform } from '../context.ts';

const path = '/.well-known/security.txt';
const day = 86_400_000;
/** RFC 9116 asks for less than a year; as it is told anew each day, it runs out only where nobody runs the server any more. */
const validDays = 180;

/** RFC 9116: where to report a weakness. Served where the setting names somebody who answers. */
export function addSecurityTxt(app: FastifyInstance, { config, clock }: Platform): void {
	const { SECURITY_CONTACT: contacts, baseUrl } = config;
	if (contacts === undefined) return;
	app.get(path, (_request, reply) => {
		const today = Math.floor(clock.now().getTime() / day) * day;
		const fields = [
			...contacts.map((contact) => ['Contact', contact]),
			['Expires', new Date(today + validDays * day).toISOString()],
			['Preferred-Languages', 'nl, en'],
			['Canonical', `${baseUrl}${path}`],
		];
		const text = fields.map(([name, value]) => `${name}: ${value}\n`).join('');
		return reply.type('text/plain; charset=utf-8').header('cache-control', 'max-age=3600').send(text);
	});
}
