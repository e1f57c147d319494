import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import type { Refusal } from '#kernel';
import type { Platform } from '../context.ts';
import { addHeaders } from './headers.ts';
import { type Authenticate, mount } from './mount.ts';
import { openApi } from './openapi.ts';
import { methodsOf } from './methods.ts';
import { servePages } from './pages.ts';
import { traced } from '../trace.ts';
import { problem, toRefusal } from './problem.ts';
import { readJson } from './read-json.ts';
import { type Route, takesEvents } from './table.ts';
import { readAway, refuseAddress, refuseBytes } from './unreadable.ts';

const streamed = [
	'application/x-ndjson',
	'application/ndjson',
	'application/octet-stream',
	'text/csv',
	'text/plain',
	'application/yaml',
];
/** Requests a minute from one address; ingest has its own back-pressure. */
const requestsPerMinute = 3000;

function secureJson(app: FastifyInstance): void {
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : readJson(text as string));
		} catch (fault) {
			done(fault as Refusal);
		}
	});
	app.addContentTypeParser(streamed, (_request, payload, done) => done(null, payload));
}

/** The HTTP server with all rooms' routes; `pages` is the folder of the built screens. `listen` is for the entrance. */
export async function buildServer(
	platform: Platform,
	routes: readonly Route[],
	authenticate: Authenticate,
	pages?: string,
): Promise<FastifyInstance> {
	const app = fastify({
		logger: false,
		trustProxy: platform.config.BASE_URL?.startsWith('https:') ?? false,
		bodyLimit: 1_048_576,
		routerOptions: { ignoreTrailingSlash: false, maxParamLength: 300 },
		requestTimeout: 600_000,
		forceCloseConnections: true,
		frameworkErrors: refuseAddress,
		clientErrorHandler: refuseBytes,
	});
	secureJson(app);
	addHeaders(app);
	await app.register(cookie);
	await app.register(multipart, { limits: { fileSize: 50_000_000, files: 5, fields: 20, parts: 30 }, throwFileSizeLimit: true });
	await app.register(rateLimit, {
		max: requestsPerMinute,
		timeWindow: 60_000,
		allowList: (request) => takesEvents(request.url),
	});
	app.setErrorHandler(async (fault, request, reply) => {
		const refusal = toRefusal(fault);
		const told = problem(refusal);
		const asked = { route: request.routeOptions.url, method: request.method };
		if (told.status === 500) traced(request.trace, () => platform.log.error({ err: fault, ...asked }, 'request failed'));
		// The rate limit says how long its window still is; pressure elsewhere passes sooner.
		if ((told.status === 503 || told.status === 429) && !reply.hasHeader('retry-after')) reply.header('retry-after', '2');
		await readAway(request.raw);
		// What a reader left behind destroyed can no longer be read: the next request must not wait behind it.
		if (request.raw.destroyed && !request.raw.complete) reply.header('connection', 'close');
		const other = request.routeOptions.config.tell?.(refusal, request, told.status);
		if (other !== undefined) {
			const body = { ...told, status: other.status, ...other.words };
			return reply.status(other.status).type('application/json').send(JSON.stringify(body));
		}
		return reply.status(told.status).type('application/problem+json').send(JSON.stringify(told));
	});
	app.addHook('onResponse', async (request, reply) => {
		const { url: route } = request.routeOptions;
		const ms = Math.round(reply.elapsedTime);
		traced(request.trace, () => platform.log.debug({ route, method: request.method, status: reply.statusCode, ms }, 'answered'));
	});
	await servePages(app, pages, methodsOf(routes));
	let document: string | undefined;
	app.get('/v1/openapi.json', (_request, reply) => {
		document ??= JSON.stringify(openApi(routes, platform.config.baseUrl));
		return reply.header('access-control-allow-origin', '*').type('application/json').send(document);
	});
	mount(app, platform, routes, authenticate);
	return app;
}
