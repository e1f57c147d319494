import { authenticate, issueToken, registerInstitutions } from '#institutions';
import { addSensors, routes, startDetection } from '#monitoring';
import { asSystem, buildServer, sql } from '#platform';
import { boot, configOrExit } from '../../src/boot.ts';

/** What was kept, counted where it is kept. */
export interface Kept {
	readonly alerts: number;
	readonly hits: number;
	readonly events: number;
	/** Rows of events that stand there twice and do not fall together. */
	readonly doubled: number;
}

/** The part of the server that takes events in, as a program that can be killed. Tells its port on one line. */
const { platform, stop } = await boot(configOrExit(process.env), []);
const detection = await startDetection(platform);
await asSystem(platform, async (work) => {
	const known = await sql`select 1 from monitoring.sensors`.execute(work.tx);
	if (known.rows.length > 0) return;
	const [institution = ''] = await registerInstitutions(work, [{ kind: 'wo', name: 'Universiteit Noorderdiep' }]);
	const facts = { institution, name: 'campus', kind: 'network', rhythmSeconds: 300, scope: '' } as const;
	const [sensor = ''] = await addSensors(work.tx, [facts], work.now);
	await issueToken(work, { organisation: institution, name: 'campus', scope: 'ingest', sensor, secret: 'dwt_durability' });
});
const app = await buildServer(platform, routes, authenticate);

app.get('/kept', async (): Promise<Kept> => {
	const counted = await platform.database.system((tx) =>
		sql<{
			alerts: number;
			hits: number;
		}>`select count(*) as alerts, coalesce(sum(count), 0) as hits from monitoring.alerts`.execute(tx),
	);
	const [events] = await platform.telemetry.query<{ events: number; final: number }>(`SELECT
		toUInt32((SELECT uniqExact(batch, line) FROM dijkwacht.events)) AS events,
		toUInt32((SELECT count() FROM dijkwacht.events FINAL)) AS final`);
	const { alerts, hits } = counted.rows[0]!;
	return { alerts, hits, events: events!.events, doubled: events!.final - events!.events };
});
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as { port: number };
process.stdout.write(`${JSON.stringify({ port })}\n`);

process.once('SIGTERM', async () => {
	await app.close();
	await detection.stop();
	await stop();
	process.exit(0);
});
