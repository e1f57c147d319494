import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson, registerOrganisation, routes } from '#institutions';
import { asSystem } from '#platform';
import { signInPlatform } from '../../../test/helpers/sign-in.ts';

let test: Awaited<ReturnType<typeof signInPlatform>>;
beforeAll(async () => {
	test = await signInPlatform(routes, { settings: { BASE_URL: 'https://localhost', DEMO: 'true' } });
	await asSystem(test.platform, async (work) => {
		const organisation = await registerOrganisation(work, { kind: 'surf-soc', name: 'Wacht' });
		await addPerson(work, { displayName: 'Analist', demoPersona: 'analyst', hats: [{ organisation, role: 'soc-analyst' }] });
	});
});
afterAll(() => test.stop());

const headers = { host: 'localhost', origin: 'https://localhost', 'sec-fetch-site': 'same-origin' };

it('ties the cookie to host and https, out of reach of scripts, and takes it under no other name', async () => {
	const answer = await test.real.inject({ method: 'POST', url: '/v1/demo/sign-in', headers, payload: { persona: 'analyst' } });
	expect(answer.headers['set-cookie']).toMatch(
		/^__Host-dijkwacht=dws_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
	);
	const value = answer.cookies[0]?.value;
	const ask = async (name: string) =>
		(await test.real.inject({ url: '/v1/session', headers: { ...headers, cookie: `${name}=${value}` } })).statusCode;
	expect([await ask('__Host-dijkwacht'), await ask('dijkwacht')]).toEqual([200, 401]);
});

it('changes nothing for a page of another site that borrows the cookie', async () => {
	const answer = await test.real.inject({ method: 'POST', url: '/v1/demo/sign-in', headers, payload: { persona: 'analyst' } });
	const cookie = `__Host-dijkwacht=${answer.cookies[0]?.value}`;
	for (const wrong of [
		{ ...headers, 'sec-fetch-site': 'cross-site' },
		{ host: 'localhost', origin: 'https://evil.example' },
		{ host: 'localhost' },
	]) {
		const refused = await test.real.inject({ method: 'DELETE', url: '/v1/session', headers: { ...wrong, cookie } });
		expect(refused.json()).toMatchObject({ status: 403, code: 'origin-refused' });
	}
	expect((await test.real.inject({ url: '/v1/session', headers: { ...headers, cookie } })).statusCode).toBe(200);
});
