import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isPublic, safeTarget } from './address.ts';
import { deliverWebhook, signatureOf } from './webhook.ts';

const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let answer: { status: number; headers: Record<string, string> } = { status: 204, headers: {} };
let server: Server;
let port = 0;
beforeAll(async () => {
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => {
			body += chunk;
		});
		request.on('end', () => {
			received.push({ headers: request.headers, body });
			response.writeHead(answer.status, answer.headers).end();
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const key = Buffer.alloc(32, 7);
const at = new Date('2026-11-23T20:00:00Z');
const deliver = (url: string, more: object = {}) =>
	deliverWebhook({ url, key, id: 'een', body: { a: 1 }, at, inside: true, ...more });

it('signs what it delivers, so that the receiver knows whom it is from', async () => {
	expect(await deliver(`http://127.0.0.1:${port}/hook`)).toEqual({ ok: true });
	const [{ headers, body } = { headers: {}, body: '' }] = received;
	expect(body).toBe('{"a":1}');
	expect(headers['webhook-signature']).toBe(signatureOf(key, 'een', at.getTime() / 1000, body));
	expect(headers['webhook-id']).toBe('een');
});

it('tries again what can be mended, and follows no redirect', async () => {
	answer = { status: 503, headers: {} };
	expect(await deliver(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, again: true });
	answer = { status: 410, headers: {} };
	expect(await deliver(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, again: false });
	const before = received.length;
	answer = { status: 302, headers: { location: `http://127.0.0.1:${port}/elsewhere` } };
	expect(await deliver(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, again: false, why: 'answered 302' });
	expect(received.length).toBe(before + 1);
});

it('goes nowhere inside, whatever the name says', async () => {
	const outcome = async (url: string, ...addresses: string[]) => {
		const target = await safeTarget(url, false, async () => addresses);
		return 'refused' in target ? target.refused : target.address;
	};
	expect(await outcome('https://hook.example/x', '2a00:1450::8', '8.8.4.4')).toBe('2a00:1450::8');
	expect(await outcome('https://hook.example/x', '8.8.4.4', '10.0.0.8')).toContain('not on the public internet');
	for (const url of [
		...['https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/latest', 'https://2130706433/', 'https://0x7f.1/'],
		...['https://[::ffff:10.0.0.1]/', 'https://[fd00::1]/', 'https://[fe80::1]/', 'https://192.168.1.1/', 'https://0/'],
	]) {
		expect(await outcome(url), url).toContain('not on the public internet');
	}
	expect(await outcome('http://hook.example/', '8.8.4.4')).toContain('https');
	expect(await outcome('file:///etc/passwd')).toContain('https');
	expect(await outcome('https://me:secret@hook.example/', '8.8.4.4')).toContain('password');
	const sent = await deliver(`https://127.0.0.1:${port}/`, { inside: false });
	expect(sent).toEqual({ ok: false, again: false, why: 'the address is not on the public internet' });
});

it('connects to the address that was judged, not to what the name answers next', async () => {
	let asked = 0;
	const resolve = async () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.2'];
	answer = { status: 200, headers: {} };
	expect(await deliver(`http://hook.example:${port}/`, { resolve })).toEqual({ ok: true });
	expect([asked, received.at(-1)?.headers.host]).toEqual([1, `hook.example:${port}`]);
});

it('knows the public internet from the rest', () => {
	const inside = [
		'100.64.0.1',
		'172.31.255.255',
		'224.0.0.1',
		'255.255.255.255',
		'198.19.0.1',
		'::',
		'64:ff9b::a00:1',
		'2002:a00:1::',
		'x',
	];
	expect(inside.filter(isPublic)).toEqual([]);
	expect(['172.32.0.1', '9.9.9.9', '2606:4700::1'].every(isPublic)).toBe(true);
});
