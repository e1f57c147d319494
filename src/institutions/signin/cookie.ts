import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';

const isHttps = (config: Config) => config.baseUrl.startsWith('https:');

/** `__Host-` ties the cookie to this host and to https; browsers refuse it on plain http, so loopback goes without. */
export function cookieName(config: Config): string {
	return isHttps(config) ? '__Host-dijkwacht' : 'dijkwacht';
}

export function readCookie(config: Config, request: FastifyRequest): string | undefined {
	return request.cookies[cookieName(config)];
}

/** Lax and not strict: the identity provider sends people back from another site. */
const options = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: isHttps(config) });

export function setCookie(config: Config, reply: FastifyReply, secret: string, until: Date): void {
	reply.setCookie(cookieName(config), secret, { ...options(config), expires: until });
}

export function clearCookie(config: Config, reply: FastifyReply): void {
	reply.clearCookie(cookieName(config), options(config));
}
