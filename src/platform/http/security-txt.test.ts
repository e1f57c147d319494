import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { addSecurityTxt } from './security-txt.ts';
import { buildServer } from './server.ts';

let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform();
});
afterAll(() => test.stop());

async function ask(contacts: string[] | undefined) {
	const config = { ...test.platform.config, SECURITY_CONTACT: contacts };
	const app = await buildServer(test.platform, [], async () => null);
	addSecurityTxt(app, { ...test.platform, config });
	const answer = await app.inject('/.well-known/security.txt');
	await app.close();
	return answer;
}

it('tells whom to write to, in the form of RFC 9116', async () => {
	const answer = await ask(['mailto:meld@example.nl', 'https://example.nl/meld']);
	expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
	const fields = answer.body.trimEnd().split('\n');
	expect(fields.filter((line) => line.startsWith('Contact: '))).toEqual([
		'Contact: mailto:meld@example.nl',
		'Contact: https://example.nl/meld',
	]);
	const expires = fields.filter((line) => line.startsWith('Expires: ')).map((line) => Date.parse(line.slice(9)));
	const days = ((expires[0] ?? 0) - test.platform.clock.now().getTime()) / 86_400_000;
	expect([expires.length, days > 30 && days < 365]).toEqual([1, true]);
	expect(fields).toContain(`Canonical: ${test.platform.config.baseUrl}/.well-known/security.txt`);
});

it('promises nobody where none is named', async () => {
	expect((await ask(undefined)).statusCode).toBe(404);
});
