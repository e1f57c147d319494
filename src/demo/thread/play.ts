import type { sessionEndpoint } from '#institutions/contract';
import type { listFrameworks } from '#norms/contract';
import { type Client, personaClient } from './client.ts';
import { agreeTarget, assess, importCatalogue, importRegister, lookAtSector, type People } from './norm-steps.ts';
import type { Report } from './report.ts';
import { followUp, lookBack, matchEverywhere, metEarlier, share } from './share-steps.ts';
import type { Sources } from './sources.ts';
import { connectSensor, sendEvents, timeAlerts } from './watch-steps.ts';

/** Institutions that met a value before anybody knew what it was. */
const earlier = 12;

async function signIn(base: string): Promise<People> {
	const keys = {
		ciso: 'ciso',
		board: 'bestuurder',
		coordinator: 'toetser',
		operator: 'beheerder',
		analyst: 'analist',
		desk: 'loket',
	};
	const entries = await Promise.all(
		Object.entries(keys).map(async ([name, key]) => [name, await personaClient(base, key)] as const),
	);
	return Object.fromEntries(entries) as unknown as People;
}

async function sectorFramework(ciso: Client): Promise<string> {
	const { items } = (await ciso.send('GET', '/v1/frameworks')) as (typeof listFrameworks)['response']['_zod']['output'];
	const known = items.find(({ framework, sector }) => sector && framework === 'ho-6c');
	if (known === undefined) throw new Error('the sector has no framework ho-6c');
	return known.id;
}

/**
 * Plays the job of the sector over HTTP against a running demo, from real files. Throws at the first step that fails.
 * @param sensors of each institution that is connected the secret of one sensor
 */
export async function playThread(
	base: string,
	sources: Sources,
	sensors: ReadonlyMap<string, string>,
	report: Report,
): Promise<void> {
	const people = await signIn(base);
	const session = (await people.ciso.send('GET', '/v1/session')) as (typeof sessionEndpoint)['response']['_zod']['output'];
	const institution = session.organisation.id;
	report.step('six people sign in', { institution: session.organisation.name });
	const imported = await importCatalogue(people, sources, report);
	await importRegister(people, sources, report);
	await agreeTarget(people, await sectorFramework(people.ciso), report);
	await assess(people, imported, institution, report);
	await lookAtSector(people, institution, report);
	const sensor = await connectSensor(people, report);
	await sendEvents(people, institution, sensor, sources, report);
	const alert = await timeAlerts(people, institution, sensor, report);
	const others = [...sensors].flatMap(([one, secret]) => (one === institution ? [] : [secret]));
	await metEarlier(base, others.slice(0, earlier), alert);
	const shared = await share(people, alert, report);
	await matchEverywhere(base, others, shared, report);
	await lookBack(people, shared, report);
	await followUp(people, institution, shared, report);
}
