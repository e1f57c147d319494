import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Finding, Refusal } from '#kernel';
import type { Endpoint } from '#kernel/contract';
import type { Platform } from '../context.ts';
import type { Who } from '../postgres/database.ts';
import { traced } from '../trace.ts';
import { asWho } from '../work.ts';
import { checkAccess, checkOrigin } from './guard.ts';
import { idempotencyKey, once } from './idempotency.ts';
import { zodFindings } from './problem.ts';
import type { Exchange, Route } from './table.ts';

/** Finds out who asks, from cookie or bearer token; given by the room that knows people. */
export type Authenticate = (platform: Platform, request: FastifyRequest) => Promise<Who | null>;

/** All parts are checked before anything is refused, so that every fault is told at once. */
function readInput(endpoint: Endpoint, request: FastifyRequest): Record<'params' | 'query' | 'body', unknown> {
	const findings: Finding[] = [];
	const read = (part: 'params' | 'query' | 'body', schema: Endpoint['body'], value: unknown): unknown => {
		if (schema === undefined) return undefined;
		const parsed = schema.safeParse(value);
		if (parsed.success) return parsed.data;
		findings.push(...zodFindings(part, parsed.error));
		return undefined;
	};
	const input = {
		params: read('params', endpoint.params, request.params),
		query: read('query', endpoint.query, request.query),
		body: read('body', endpoint.body, request.body ?? undefined),
	};
	// A malformed id in the address names nothing that exists.
	if (findings.length > 0 && findings.every((fault) => fault.where.startsWith('/params'))) throw new Refusal('not-found');
	if (findings.length > 0) throw new Refusal('input-invalid', '', findings);
	return input;
}

async function answer(platform: Platform, route: Route, who: Who | null, request: FastifyRequest, reply: FastifyReply) {
	if (route.act.kind === 'action' && request.body instanceof Readable) throw new Refusal('media-type-unsupported', 'send JSON');
	const input = readInput(route.endpoint, request);
	const key = idempotencyKey(request);
	const asked = [route.method, request.url];
	if (route.act.kind === 'raw') {
		const within: Exchange['within'] = (work) => {
			if (who === null) throw new Refusal('not-signed-in');
			return asWho(platform, who, work);
		};
		const keyed: Exchange['once'] = (content, work) =>
			within((ctx) => (key === undefined ? work(ctx) : once(ctx, key, [...asked, content], () => work(ctx))));
		const exchange: Exchange = { platform, request, reply, who, within, once: keyed };
		return route.act.run(exchange, input);
	}
	if (who === null) throw new Refusal('not-signed-in');
	const { run, tellsOnce } = route.act;
	const result = await asWho(platform, who, (ctx) => {
		if (key === undefined) return run(ctx, input);
		return once(ctx, key, [...asked, request.body ?? null], () => run(ctx, input), tellsOnce);
	});
	reply.status(route.endpoint.status ?? 200);
	return route.endpoint.status === 204 ? undefined : route.endpoint.response.parse(result);
}

async function letIn(platform: Platform, { access, act }: Route, request: FastifyRequest, authenticate: Authenticate) {
	try {
		const who = access === 'public' ? null : await authenticate(platform, request);
		checkAccess(access, who);
		return who;
	} catch (fault) {
		if (act.kind === 'raw') act.turnedAway?.(request, fault);
		throw fault;
	}
}

function add(app: FastifyInstance, platform: Platform, route: Route, authenticate: Authenticate): void {
	app.route({
		method: route.method,
		url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
		...(route.tell === undefined ? {} : { config: { tell: route.tell } }),
		...(route.act.kind === 'raw' ? { bodyLimit: route.act.bodyLimit } : {}),
		handler: (request, reply) =>
			traced(request.trace, async () => {
				checkOrigin(request, platform.config.baseUrl);
				const who = await letIn(platform, route, request, authenticate);
				const body = await answer(platform, route, who, request, reply);
				return reply.sent ? reply : reply.send(body);
			}),
	});
}

export function mount(app: FastifyInstance, platform: Platform, routes: readonly Route[], authenticate: Authenticate): void {
	const streamed = (route: Route) => route.act.kind === 'raw' && route.act.anyBody === true;
	for (const route of routes.filter((one) => !streamed(one))) add(app, platform, route, authenticate);
	app.register(async (scope) => {
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
		for (const route of routes.filter(streamed)) add(scope, platform, route, authenticate);
	});
}
