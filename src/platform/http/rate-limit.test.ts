import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { addHealth } from './health.ts';
import { buildServer } from './server.ts';

let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform();
});
afterAll(() => test.stop());

it('says how long to wait when one address asks too much, and still tells a probe that it lives', async () => {
	const app = await buildServer(test.platform, [], async () => null);
	addHealth(app, test.platform);
	let asked = 0;
	let answer = await app.inject('/v1/openapi.json');
	for (; answer.statusCode === 200 && asked < 5000; asked += 1) answer = await app.inject('/v1/openapi.json');
	expect(answer.json()).toMatchObject({ status: 429, code: 'rate-limited' });
	expect(Number(answer.headers['retry-after'])).toBeGreaterThan(2);
	expect((await app.inject('/healthz')).statusCode).toBe(200);
	expect((await app.inject('/readyz')).statusCode).toBe(200);
	await app.close();
});
