import { authenticate, issueToken, registerInstitutions } from '#institutions';
import { addSensors, routes, startWatch } from '#monitoring';
import { asSystem, buildServer, sql } from '#platform';
import { givenUpAfter, sweepUnfinished } from '../../src/monitoring/ingest/sweep-unfinished.ts';
import { boot, configOrExit } from '../../src/boot.ts';

/** The part of the server that takes events in, on ports that stay the same when it is killed and started again. */
const { platform, stop } = await boot(configOrExit(process.env), []);
await asSystem(platform, async (work) => {
	const known = await sql`select 1 from monitoring.sensors`.execute(work.tx);
	if (known.rows.length > 0) return;
	const [institution = ''] = await registerInstitutions(work, [{ kind: 'wo', name: 'Universiteit Noorderdiep' }]);
	const facts = { institution, name: 'campus', kind: 'network', rhythmSeconds: 300, scope: '' } as const;
	const [sensor = ''] = await addSensors(work.tx, [facts], work.now);
	await issueToken(work, { organisation: institution, name: 'campus', scope: 'ingest', sensor, secret: 'dwt_senders' });
	const fingerprint = Buffer.from(process.env.CLIENT_FINGERPRINT ?? '', 'hex');
	if (fingerprint.length > 0) await sql`update monitoring.sensors set certificate_sha256 = ${fingerprint}`.execute(work.tx);
});
const watch = await startWatch(platform);
const app = await buildServer(platform, routes, authenticate);

/** Lines that were kept, counted where they are kept, and alerts on a host. */
app.get('/kept', async (request) => {
	const { text, host } = request.query as { text: string; host: string };
	const rows = await platform.telemetry.query<{ n: number; different: number }>(
		`SELECT toUInt32(uniqExact(batch, line)) AS n, toUInt32(uniqExact(extract(raw, '${text} [0-9]+'))) AS different
		FROM dijkwacht.events WHERE raw LIKE '%${text} %'`,
	);
	const alerts = await platform.database.system((tx) =>
		sql<{ n: number }>`select coalesce(sum(count), 0) as n from monitoring.alerts where host = ${host}`.execute(tx),
	);
	return { ...rows[0], alerts: alerts.rows[0]?.n };
});
/** As it is some minutes later, when nothing is under way any more. */
app.get('/swept', async () => {
	const later = new Date(platform.clock.now().getTime() + givenUpAfter + 1000);
	return { batches: await sweepUnfinished({ ...platform, clock: { ...platform.clock, now: () => later } }) };
});
await app.listen({ host: '127.0.0.1', port: platform.config.PORT });
process.stdout.write('ready\n');

process.once('SIGTERM', async () => {
	await app.close();
	await watch.stop();
	await stop();
	process.exit(0);
});
