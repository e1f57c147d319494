import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#kernel';
import type { Methods } from './methods.ts';

async function serveFiles(app: FastifyInstance, folder: string): Promise<void> {
	await app.register(fastifyStatic, {
		root: join(folder, 'assets'),
		prefix: '/assets/',
		immutable: true,
		maxAge: '365d',
		preCompressed: true,
	});
	if (!existsSync(join(folder, 'themes'))) return;
	await app.register(fastifyStatic, { root: join(folder, 'themes'), prefix: '/themes/', decorateReply: false });
}

/** Serves the built screens; every address that is not the API's gives the page, with the nonce of this answer in it. */
export async function servePages(app: FastifyInstance, folder: string | undefined, methods: Methods): Promise<void> {
	const page = folder === undefined ? '' : readFileSync(join(folder, 'index.html'), 'utf8');
	if (folder !== undefined) await serveFiles(app, folder);
	app.setNotFoundHandler((request, reply) => {
		const wantsPage =
			page !== '' &&
			request.method === 'GET' &&
			!request.url.startsWith('/v1/') &&
			(request.headers.accept ?? '').includes('text/html');
		if (!wantsPage) {
			const known = methods(request.url);
			if (known.length > 0) reply.header('allow', known.join(', '));
			throw new Refusal(known.length > 0 ? 'method-not-allowed' : 'not-found');
		}
		return reply
			.type('text/html; charset=utf-8')
			.header('cache-control', 'no-store')
			.send(page.replaceAll('__CSP_NONCE__', request.nonce));
	});
}
