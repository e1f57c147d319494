import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { authenticate, issueToken, registerInstitutions } from '#institutions';
import { addSensors, routes, startDetection } from '#monitoring';
import { asSystem, buildServer } from '#platform';
import { boot, configOrExit } from '../src/boot.ts';

/**
 * node bench/ingest.ts FILE [events, 200,000] [lines a batch, 5,000] [senders, 4] [plain|gzip]: the whole way in, over HTTP,
 * until alerts and telemetry are durable.
 */
const [file = '', wanted = '200000', batch = '5000', senders = '4', packing = 'plain'] = process.argv.slice(2);
const content = readFileSync(file);
const text = (file.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8');
const lines = text.split('\n').filter((line) => line !== '');
const total = Number(wanted);
const size = Number(batch);

const bodies: Buffer[] = [];
for (let at = 0; at < lines.length; at += size) {
	const plain = Buffer.from(`${lines.slice(at, at + size).join('\n')}\n`);
	bodies.push(packing === 'gzip' ? gzipSync(plain) : plain);
}

const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
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

let sent = 0;
let events = 0;
let refused = 0;
let alerts = 0;
let bytes = 0;
let highest = 0;
const latencies: number[] = [];

async function sender(): Promise<void> {
	while (events < total) {
		const number = sent++;
		const body = bodies[number % bodies.length]!;
		const began = performance.now();
		const headers: Record<string, string> = {
			...{ authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'idempotency-key': `bench-${number}` },
			...(packing === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
		};
		const answer = await fetch(`http://127.0.0.1:${port}/v1/ingest/events`, {
			method: 'POST',
			headers,
			body: new Uint8Array(body),
		});
		const told = (await answer.json()) as { accepted: number; refused: number; alerts: number };
		if (answer.status === 429 || answer.status === 503) {
			sent--;
			await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 1)));
			continue;
		}
		if (answer.status !== 200) throw new Error(JSON.stringify(told));
		latencies.push(performance.now() - began);
		events += told.accepted;
		refused += told.refused;
		alerts += told.alerts;
		bytes += body.length;
		highest = Math.max(highest, process.memoryUsage.rss());
	}
}

const began = performance.now();
await Promise.all(Array.from({ length: Number(senders) }, sender));
const seconds = (performance.now() - began) / 1000;
latencies.sort((a, b) => a - b);
const quantile = (part: number) => Math.round(latencies[Math.floor(latencies.length * part)] ?? 0);
const figures = {
	...{ events, refused, alerts, seconds: Number(seconds.toFixed(2)), eventsPerSecond: Math.round(events / seconds) },
	...{ megabytesPerSecond: Number((bytes / seconds / 1e6).toFixed(1)), rssMegabytes: Math.round(highest / 1e6) },
	...{ batchMilliseconds: { p50: quantile(0.5), p95: quantile(0.95) } },
};
process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
await detection.stop();
await app.close();
await stop();
rmSync(folder, { recursive: true, force: true });
