import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepare } from '#demo';
import { addPerson, registerOrganisation } from '#institutions';
import { asSystem } from '#platform';
import { jobs } from '../src/rooms.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';

let test: TestPlatform;
beforeAll(async () => {
	test = await testPlatform({ jobs });
});
afterAll(() => test.stop());

it('keeps a real sector real when it is started without --empty, and prints its link until somebody took it up', async () => {
	const plain = { ...test.platform, config: { ...test.platform.config, DEMO: true } };
	const first = await prepare(test.platform);
	expect(first).toMatchObject({ demo: false, personas: [], setUp: expect.stringContaining('/invitation#') });
	const again = await prepare(plain);
	expect(again).toMatchObject({ demo: false, personas: [], setUp: expect.stringContaining('/invitation#') });
	expect(again.setUp).not.toBe(first.setUp);
	await asSystem(test.platform, async (work) => {
		const organisation = await registerOrganisation(work, { kind: 'operator', name: 'Beheer van de sector' });
		await addPerson(work, { displayName: 'Iemand', hats: [{ organisation, role: 'operator' }] });
	});
	expect(await prepare(plain)).toEqual({ demo: false, setUp: undefined, personas: [] });
});
