import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import {
	authenticate,
	issueToken,
	registerInstitutions,
	registerOrganisation,
	routes as institutionsRoutes,
	setDisclosures,
} from '#institutions';
import { asSystem, buildServer, type Platform, startTelemetry, type Telemetry, type Who } from '#platform';
import { routes as sharingRoutes } from '#sharing';
import { temporaryFolder } from '../../../test/helpers/database.ts';
import { type TestPlatform, testPlatform } from '../../../test/helpers/platform.ts';
import { startDetection } from '../detect/detection.ts';
import { jobs } from '../jobs.ts';
import { routes } from '../routes.ts';
import { addSensors } from '../store/sensors.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface WatchRoom extends TestPlatform {
	readonly telemetry: Telemetry;
	/** The same server with real tokens. */
	readonly real: FastifyInstance;
	/** Two institutions; the first has a sensor and disclosed everything of the watch to the SOC. */
	readonly schools: readonly [string, string];
	readonly soc: string;
	readonly sensor: string;
	readonly token: string;
	person(organisation: string, kind: Who['organisationKind'], role: Who['role']): Who;
	/** Posts lines as the sensor. */
	send(body: string | Buffer, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

const persons = new Map<string, string>();

function personOf(organisation: string, organisationKind: Who['organisationKind'], role: Who['role']): Who {
	const key = `${organisation} ${role}`;
	const person = persons.get(key) ?? crypto.randomUUID();
	persons.set(key, person);
	return { person, organisation, organisationKind, role, session: null, token: null };
}

async function connect(platform: Platform) {
	return asSystem(platform, async (work) => {
		const [one, two] = await registerInstitutions(work, [
			{ kind: 'hbo', name: 'Hogeschool De Vaart' },
			{ kind: 'mbo', name: 'ROC Zilverduin' },
		]);
		const soc = await registerOrganisation(work, { kind: 'surf-soc', name: 'Wacht' });
		const subjects = ['alerts', 'sensors', 'sightings'] as const;
		await setDisclosures(
			work,
			subjects.map((subject) => ({ institution: one!, audience: soc, subject, purpose: 'de wacht' })),
		);
		const facts = { kind: 'network', rhythmSeconds: 300, scope: '' } as const;
		const [sensor] = await addSensors(work.tx, [{ ...facts, institution: one!, name: 'campus' }], work.now);
		const { secret } = await issueToken(work, { organisation: one!, name: 'campus', scope: 'ingest', sensor: sensor! });
		return { schools: [one!, two!] as const, soc, sensor: sensor!, token: secret };
	});
}

/** Real PostgreSQL, real telemetry, real server, real detection on the project's own rules. */
export async function watchRoom(onStatement?: (statement: string) => void): Promise<WatchRoom> {
	const folder = temporaryFolder();
	const telemetry = await startTelemetry({ dataDir: folder.path, log: quiet });
	const all = [...institutionsRoutes, ...sharingRoutes, ...routes];
	const settings = { DETECTION_THREADS: '1' };
	const test = await testPlatform({ routes: all, jobs, telemetry, onStatement, settings });
	const real = await buildServer(test.platform, all, authenticate);
	const detection = await startDetection(test.platform);
	const made = await connect(test.platform);
	return {
		...{ ...test, telemetry, real, ...made },
		person: personOf,
		send: (body, headers = {}) =>
			real.inject({
				...{ method: 'POST', url: '/v1/ingest/events', payload: body },
				headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/x-ndjson', ...headers },
			}),
		async stop() {
			await detection.stop();
			await real.close();
			await telemetry.stop();
			await test.stop();
			folder.remove();
		},
	};
}
