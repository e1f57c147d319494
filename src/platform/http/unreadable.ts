import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel';
import { bareHeaders } from './headers.ts';
import { problem, toRefusal } from './problem.ts';

/** An address that cannot be read reaches neither route nor hook; it is answered as every other refusal. */
export function refuseAddress(fault: Error, _request: FastifyRequest, reply: FastifyReply): void {
	const told = problem(toRefusal(fault));
	reply.headers(bareHeaders()).status(told.status).type('application/problem+json').send(JSON.stringify(told));
}

/** Bytes that are no HTTP, or headers beyond 16 KiB: the answer is written by hand and the connection ends. */
export function refuseBytes(fault: Error & { code?: string }, socket: Socket): void {
	if (fault.code === 'ECONNRESET' || !socket.writable) {
		socket.destroy();
		return;
	}
	const status = fault.code === 'HPE_HEADER_OVERFLOW' ? 431 : fault.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
	const refusal = new Refusal(status === 431 ? 'too-large' : 'input-invalid', STATUS_CODES[status]);
	const body = JSON.stringify({ ...problem(refusal), status });
	const headers = { ...bareHeaders(), 'content-type': 'application/problem+json', connection: 'close' };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, `content-length: ${Buffer.byteLength(body)}`];
	socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** What is read of a body that was refused unread, and for how many milliseconds. */
const mostUnread = 64_000_000;
const longestUnread = 5000;

/**
 * Reads on what a refused request still sends and keeps nothing of it. A connection that closes on unread bytes is reset,
 * and a sender that is still writing then sees a broken pipe in place of the reason.
 */
export function readAway(request: IncomingMessage): Promise<void> {
	if (request.complete || request.readableEnded || request.destroyed) return Promise.resolve();
	return new Promise((done) => {
		let read = 0;
		const count = (part: Buffer) => {
			read += part.length;
			if (read > mostUnread) finish();
		};
		const finish = () => {
			clearTimeout(limit);
			request.off('data', count);
			done();
		};
		const limit = setTimeout(finish, longestUnread);
		for (const end of ['end', 'close', 'error']) request.once(end, finish);
		request.on('data', count);
		request.resume();
	});
}
