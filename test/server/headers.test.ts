import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, personaClient } from '#demo';
import { type RealServer, realServer } from '../helpers/server.ts';

let server: RealServer;
let ciso: Client;
beforeAll(async () => {
	server = await realServer();
	ciso = await personaClient(server.base(), 'ciso');
});
afterAll(() => server.remove());

const ask = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
	fetch(`${server.base()}${path}`, { method, headers: { ...ciso.identity, ...headers } });

it('sends its security headers with every kind of answer', async () => {
	const answers = [
		await ask('/', 'GET', { accept: 'text/html' }),
		await ask('/v1/session'),
		await ask('/v1/nothing-here'),
		await ask('/v1/openapi.json'),
		await ask('/healthz'),
		await ask('/readyz'),
		await ask('/assets/nothing-here.js'),
		await ask('/v1/targets', 'POST', { origin: 'https://elsewhere.example' }),
	];
	const nonces = answers.map(({ url, headers }) => {
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy, url).toMatch(/default-src 'none'.*script-src 'self' 'nonce-[\w+/=]{20,}'/);
		expect(policy, url).toContain("frame-ancestors 'none'");
		expect(headers.get('strict-transport-security'), url).toMatch(/^max-age=\d{8}/);
		expect(headers.get('api-version'), url).toMatch(/^\d+\.\d+\.\d+$/);
		expect(headers.get('x-content-type-options'), url).toBe('nosniff');
		expect(headers.get('referrer-policy'), url).toBe('no-referrer');
		return /nonce-([\w+/=]+)/.exec(policy)?.[1];
	});
	expect(new Set(nonces).size, 'a nonce is used once').toBe(answers.length);
});

it('puts the nonce of the answer into the page and nowhere a placeholder', async () => {
	const answer = await ask('/', 'GET', { accept: 'text/html' });
	const page = await answer.text();
	expect(answer.status).toBe(200);
	const nonce = /nonce-([\w+/=]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '-';
	expect(page).toContain(nonce);
	expect(page).not.toContain('__CSP_NONCE__');
});

it('keeps answers of the API out of every cache', async () => {
	expect((await ask('/v1/session')).headers.get('cache-control')).toBe('no-store');
});

it('says what is not there as problem+json', async () => {
	for (const [path, method] of [
		['/v1/nothing-here', 'GET'],
		['/v1/nothing-here', 'POST'],
		['/nothing.txt', 'GET'],
		['/v1/session/', 'GET'],
	] as const) {
		const answer = await ask(path, method);
		expect(answer.status, `${method} ${path}`).toBe(404);
		expect(answer.headers.get('content-type'), `${method} ${path}`).toContain('application/problem+json');
		expect(await answer.json()).toMatchObject({ status: answer.status, code: expect.any(String) });
	}
});

it('tells the methods of an address that is asked with another', async () => {
	const answer = await ask('/v1/tokens/0197b1de-0000-7000-8000-0000000000cc?x=1', 'PUT');
	expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'DELETE']);
	expect(await answer.json()).toMatchObject({ status: 405, code: 'method-not-allowed' });
});

it('answers HEAD as GET without a body, and OPTIONS without a fault', async () => {
	const head = await ask('/v1/session', 'HEAD');
	expect(head.status).toBe(200);
	expect(await head.text()).toBe('');
	const options = await ask('/v1/session', 'OPTIONS');
	expect(options.status).toBeLessThan(500);
	expect(options.headers.get('access-control-allow-origin')).toBeNull();
});

it('hands the API document to any site, and nothing else', async () => {
	expect((await ask('/v1/openapi.json')).headers.get('access-control-allow-origin')).toBe('*');
	expect(
		(await ask('/v1/session', 'GET', { origin: 'https://elsewhere.example' })).headers.get('access-control-allow-origin'),
	).toBeNull();
});
