import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal, Role } from '#kernel';
import type { Endpoint, Input, Output } from '#kernel/contract';
import type { Ctx, Platform } from '../context.ts';
import type { Who } from '../postgres/database.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** Who may come in at all: nobody known, any person or reading token, or the roles named. What they may see is for the policies. */
export type Access = 'public' | 'signed-in' | readonly Role[];

/** A request outside a transaction: streams, sign-in, downloads. */
export interface Exchange {
	readonly platform: Platform;
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
	/** Null only on a public address. */
	readonly who: Who | null;
	/** Opens the tenant transaction of the asker; refuses `not-signed-in` when there is none. */
	within<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
	/** Like `within`, once under an Idempotency-Key; `content` is what was sent, or its hash. */
	once<T>(content: string, work: (ctx: Ctx) => Promise<T>): Promise<T>;
}

/** How a sender of another's protocol hears of a refusal: the words it knows, which stand with our problem details. */
export type Tell = (
	refusal: Refusal,
	request: FastifyRequest,
	status: number,
) => { readonly status: number; readonly words: object };

export interface Route {
	/** Absent: problem details (RFC 9457). */
	readonly tell?: Tell;
	readonly method: Method;
	readonly path: string;
	readonly access: Access;
	readonly endpoint: Endpoint;
	readonly act: Action | RawAct;
}

/** Addresses that take events in, our own and those of others' protocols; the rest is for people and programs. */
export function takesEvents(path: string): boolean {
	return path.startsWith('/v1/ingest/') || path.startsWith('/ingest/');
}

interface Action {
	readonly kind: 'action';
	/** The answer holds a secret, which is not kept to be repeated under an idempotency key. */
	readonly tellsOnce?: boolean;
	run(ctx: Ctx, input: unknown): Promise<unknown>;
}

type TurnedAway = (request: FastifyRequest, fault: unknown) => void;

interface RawAct {
	readonly kind: 'raw';
	/** Largest body in bytes; the body arrives as a stream in `request.body` unless it is JSON. */
	readonly bodyLimit: number;
	/** The body arrives as a stream whatever its media type says; the handler keeps its own bounds. */
	readonly anyBody?: boolean;
	/** Hears of a request that was not let in. */
	readonly turnedAway?: TurnedAway;
	run(exchange: Exchange, input: unknown): Promise<unknown>;
}

function row(method: Method, tellsOnce = false) {
	return <E extends Endpoint>(
		path: string,
		access: readonly Role[] | 'signed-in',
		endpoint: E,
		action: (ctx: Ctx, input: Input<E>) => Promise<Output<E>>,
	): Route => ({
		method,
		path,
		access,
		endpoint,
		act: { kind: 'action', tellsOnce, run: (ctx, input) => action(ctx, input as Input<E>) },
	});
}

export const get = row('GET');
export const post = row('POST');
export const put = row('PUT');
export const patch = row('PATCH');
export const del = row('DELETE');
/** A POST whose answer holds a secret. */
export const tellOnce = row('POST', true);

/** An address that answers by itself; it opens its own transactions. */
export function raw<E extends Endpoint>(
	method: Method,
	path: string,
	access: Access,
	endpoint: E,
	handler: (exchange: Exchange, input: Input<E>) => Promise<unknown>,
	bodyLimit = 1_048_576,
): Route {
	return {
		method,
		path,
		access,
		endpoint,
		act: { kind: 'raw', bodyLimit, run: (exchange, input) => handler(exchange, input as Input<E>) },
	};
}

/** Like `raw`, for machines that send lines under any media type: the body is always a stream. */
export function stream<E extends Endpoint>(
	method: Method,
	path: string,
	access: Access,
	endpoint: E,
	handler: (exchange: Exchange, input: Input<E>) => Promise<unknown>,
	turnedAway?: TurnedAway,
): Route {
	const run = (exchange: Exchange, input: unknown) => handler(exchange, input as Input<E>);
	return {
		method,
		path,
		access,
		endpoint,
		act: { kind: 'raw', bodyLimit: 1_048_576, anyBody: true, run, ...(turnedAway && { turnedAway }) },
	};
}

/** Rows whose refusals are told in the words of their protocol. */
export function telling(tell: Tell, rows: readonly Route[]): Route[] {
	return rows.map((route) => ({ ...route, tell }));
}
