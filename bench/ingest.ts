import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { authenticate, issueToken, registerInstitutions } from '#institutions';
import { addSensors, routes, startDetection } from '#monitoring';
import { asSystem, buildServer } from '#platform';
import { boot, configOrExit } from '../src/boot.ts';
import { makeLines } from './ingest/events.ts';
import { usage } from './ingest/processes.ts';
import type { Orders, Told } from './ingest/sender.ts';

/**
 * node bench/ingest.ts [--data FILE] [--events 300000] [--minutes N] [--batch 5000] [--senders 4] [--gzip]
 *
 * The whole way in: over HTTP, from a sender in a process of its own, until alerts and telemetry are durable. Prints events a
 * second, what each process used of the processor for an event, and JSON.parse alone on the same lines in the same run.
 * With --minutes it goes on that long and prints memory each minute.
 */
const { values: asked } = parseArgs({
	options: {
		...{ data: { type: 'string' }, events: { type: 'string', default: '300000' }, minutes: { type: 'string' } },
		...{ batch: { type: 'string', default: '5000' }, senders: { type: 'string', default: '4' } },
		gzip: { type: 'boolean', default: false },
	},
});
const seconds = asked.minutes === undefined ? 3600 : Number(asked.minutes) * 60;
const wanted = asked.minutes === undefined ? Number(asked.events) : Number.MAX_SAFE_INTEGER;

function linesOf(file: string): string[] {
	const content = readFileSync(file);
	return (file.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8').split('\n').filter(Boolean);
}
const lines = asked.data === undefined ? makeLines(50_000, 7, new Date(Date.now() - 3_600_000)) : linesOf(asked.data);
const lineBytes = Math.round(lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) / lines.length);
const print = (text: string) => process.stdout.write(`${text}\n`);

/** Microseconds of processor that JSON.parse alone takes for one of the lines. */
function parseAlone(): number {
	const before = process.threadCpuUsage();
	for (const line of lines) JSON.parse(line);
	const used = process.threadCpuUsage(before);
	return (used.user + used.system) / lines.length;
}

const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
chmodSync(folder, 0o755);
const config = configOrExit({ ...process.env, DATA_DIR: folder, LOG_LEVEL: 'error', METRICS_PORT: '0' });
const { platform, stop } = await boot(config, []);
const detection = await startDetection(platform);
const app = await buildServer(platform, routes, authenticate);
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as { port: number };
const token = await asSystem(platform, async (work) => {
	const [institution = ''] = await registerInstitutions(work, [{ kind: 'wo', name: 'Meetuniversiteit' }]);
	const facts = { institution, name: 'meting', kind: 'mixed', rhythmSeconds: 300, scope: '' } as const;
	const [sensor = ''] = await addSensors(work.tx, [facts], work.now);
	return (await issueToken(work, { organisation: institution, name: 'meting', scope: 'ingest', sensor })).secret;
});

const parsing = Math.min(parseAlone(), parseAlone());
print(`${lines.length} lines of ${lineBytes} bytes, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);

const sender = fork(join(import.meta.dirname, 'ingest/sender.ts'), { serialization: 'advanced' });
const plan = { batch: Number(asked.batch), senders: Number(asked.senders), gzip: asked.gzip, events: wanted, seconds };
sender.send({ port, token, lines, ...plan } satisfies Orders);
await once(sender, 'message');
const before = usage();
const mainBefore = process.threadCpuUsage();
const began = performance.now();
const minutes = asked.minutes === undefined ? undefined : setInterval(tellMemory, 60_000);
function tellMemory(): void {
	const now = [...usage()].map(([role, { megabytes }]) => `${role} ${megabytes.toFixed(0)} MB`);
	print(`${((performance.now() - began) / 60_000).toFixed(0)} min: ${now.join(', ')}`);
}

sender.once('exit', (code) => {
	throw new Error(`the sender ended with ${code}`);
});
sender.send('go');
const [{ told }] = (await once(sender, 'message')) as [{ told: Told }];
const took = (performance.now() - began) / 1000;
clearInterval(minutes);
const after = usage();
const main = process.threadCpuUsage(mainBefore);

const perEvent = (used: number) => Number(((used * 1e6) / told.events).toFixed(1));
const latencies = [...told.latencies].sort((a, b) => a - b);
const quantile = (part: number) => Math.round(latencies[Math.floor(latencies.length * part)] ?? 0);
const processor = Object.fromEntries(
	[...after].map(([role, { seconds: used }]) => [role, perEvent(used - (before.get(role)?.seconds ?? 0))]),
);
const total = Object.values(processor).reduce((sum, used) => sum + used, 0);
const figures = {
	...{ events: told.events, refused: told.refused, alerts: told.alerts, busy: told.busy, seconds: Number(took.toFixed(2)) },
	eventsPerSecond: Math.round(told.events / took),
	microsecondsOfProcessorPerEvent: {
		...processor,
		...{ 'of server: its main thread': perEvent((main.user + main.system) / 1e6), total: Number(total.toFixed(1)) },
		'JSON.parse alone': Number(parsing.toFixed(1)),
	},
	eventsPerSecondByProcessorOfTwoCores: Math.round(2e6 / total),
	megabytesPerSecond: Number((told.bytes / took / 1e6).toFixed(1)),
	batchMilliseconds: { p50: quantile(0.5), p95: quantile(0.95) },
	megabytes: Object.fromEntries([...after].map(([role, { megabytes }]) => [role, Math.round(megabytes)])),
};
print(JSON.stringify(figures, null, 1));
sender.removeAllListeners('exit');
sender.disconnect();
await detection.stop();
await app.close();
await stop();
rmSync(folder, { recursive: true, force: true });
