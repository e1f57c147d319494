import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#kernel';
import { problem } from './problem.ts';

/** Serves the built screens; every address that is not the API's gives the page, with the nonce of this answer in it. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
	const page = join(folder, 'index.html');
	if (!existsSync(page)) return;
	const html = readFileSync(page, 'utf8');
	await app.register(fastifyStatic, {
		root: join(folder, 'assets'),
		prefix: '/assets/',
		immutable: true,
		maxAge: '365d',
		preCompressed: true,
	});
	if (existsSync(join(folder, 'themes'))) {
		await app.register(fastifyStatic, { root: join(folder, 'themes'), prefix: '/themes/', decorateReply: false });
	}
	app.setNotFoundHandler((request, reply) => {
		const wantsPage =
			request.method === 'GET' && !request.url.startsWith('/v1/') && (request.headers.accept ?? '').includes('text/html');
		if (!wantsPage)
			return reply
				.status(404)
				.type('application/problem+json')
				.send(JSON.stringify(problem(new Refusal('not-found'))));
		return reply
			.type('text/html; charset=utf-8')
			.header('cache-control', 'no-store')
			.send(html.replaceAll('__CSP_NONCE__', request.nonce));
	});
}
