import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAway } from './unreadable.ts';
import { wholeBody } from './whole-body.ts';

const most = 1000;
let server: Server;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const connections = new Set<unknown>();

beforeAll(async () => {
	server = createServer(async (asked, answer) => {
		connections.add(asked.socket);
		const bytes = await wholeBody(asked, most).catch(() => null);
		await readAway(asked);
		answer.statusCode = bytes === null ? 413 : 200;
		answer.end(String(bytes?.length ?? 'too large'));
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => {
	agent.destroy();
	server.close();
});

function send(body: Buffer): Promise<number | undefined> {
	const { port } = server.address() as AddressInfo;
	return new Promise((done, fail) => {
		const sending = request({ port, host: '127.0.0.1', method: 'POST', agent }, (answer) => {
			answer.resume().once('end', () => done(answer.statusCode));
		});
		sending.once('error', fail).end(body);
	});
}

it('answers the next request on the connection of one that was too large', async () => {
	expect(await send(Buffer.alloc(3_000_000, 120))).toBe(413);
	expect(await send(Buffer.alloc(most, 120))).toBe(200);
	expect(connections.size, 'both came over one connection').toBe(1);
});
