import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelemetry } from '#platform';
import type { Observable } from '../src/monitoring/observables.ts';
import { lookBack, type SoughtIndicator } from '../src/monitoring/telemetry/look-back.ts';
import { prepareTables } from '../src/monitoring/telemetry/tables.ts';
import { type WrittenEvent, writeEvents } from '../src/monitoring/telemetry/write-events.ts';

/** node bench/lookback.ts [events, 10 million] [indicators, 10,000]: load, disk an event, and looking back over all of it. */
const events = Number(process.argv[2] ?? 10_000_000);
const indicators = Number(process.argv[3] ?? 10_000);
const batchSize = 5000;
const institutions = Array.from({ length: 160 }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
const start = Date.UTC(2026, 9, 1);
const received = new Date(Date.UTC(2026, 9, 31));

/** Same numbers each run (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const random = randomOf(28);
/** Few values often, many values seldom, as in real traffic. */
const skewed = (most: number) => Math.floor(most * random() ** 3);
const address = (number: number) => `${11 + ((number * 7) % 200)}.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
const domain = (number: number) => `host${number % 7}.site${Math.floor(number / 7)}.example`;
const hash = (number: number) => (number * 2654435761).toString(16).padStart(16, '0').repeat(4).slice(0, 64);

function makeEvent(line: number, time: number): WrittenEvent {
	const site = skewed(2_000_000);
	const observables: Observable[] = [
		{ kind: 'ipv4', value: `10.${skewed(40)}.${skewed(256)}.${skewed(256)}` },
		{ kind: 'ipv4', value: address(skewed(4_000_000)) },
		{ kind: 'domain', value: domain(site) },
		{ kind: 'host-name', value: `pc-${skewed(3000)}` },
	];
	if (line % 4 === 0) observables.push({ kind: 'url', value: `https://${domain(site)}/p${skewed(50)}/q${skewed(1000)}` });
	if (line % 10 === 0) observables.push({ kind: 'sha256', value: hash(skewed(500_000)) });
	const source = observables[0]?.value;
	const raw = `{"timestamp":"${new Date(time).toISOString()}","src_ip":"${source}","dest_ip":"${observables[1]?.value}","hostname":"${domain(site)}"}`;
	return { line, time: new Date(time), format: 'suricata-eve', logsource: '/dns/suricata', raw, observables };
}

function makeIndicators(count: number): SoughtIndicator[] {
	const parts: (() => SoughtIndicator)[] = [
		() => ({ kind: 'ipv4', value: address(skewed(40_000_000)), match: 'exact' }),
		() => ({ kind: 'sha256', value: hash(skewed(5_000_000)), match: 'exact' }),
		() => ({ kind: 'domain', value: domain(skewed(20_000_000)), match: 'exact' }),
		() => ({ kind: 'domain', value: `site${skewed(3_000_000)}.example`, match: 'subdomains' }),
		() => ({ kind: 'ipv4', value: `${address(skewed(40_000_000))}/${24 + skewed(8)}`, match: 'network' }),
		() => ({ kind: 'url', value: `https://${domain(skewed(20_000_000))}/p${skewed(50)}`, match: 'prefix' }),
	];
	return Array.from({ length: count }, (_, at) => parts[at % parts.length]!());
}

const directory = mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
const silent = { info: () => undefined, warn: () => undefined, error: console.error };
const telemetry = await startTelemetry({ dataDir: directory, log: silent });
try {
	await prepareTables(telemetry);
	await load();
	await disk();
	await search();
} finally {
	await telemetry.stop();
	rmSync(directory, { recursive: true, force: true });
}

async function load(): Promise<void> {
	const under = new Set<Promise<void>>();
	let observables = 0;
	const began = performance.now();
	for (let done = 0, number = 0; done < events; done += batchSize, number++) {
		const lines = Array.from({ length: Math.min(batchSize, events - done) }, (_, line) =>
			makeEvent(line, start + ((done + line) / events) * 30 * 86_400_000),
		);
		for (const line of lines) observables += line.observables.length;
		const batch = {
			institution: institutions[number % institutions.length]!,
			sensor: institutions[0]!,
			token: String(number),
			received,
			keepEventsUntil: new Date('2027-02-01'),
			keepObservablesUntil: new Date('2027-11-01'),
		};
		const work: Promise<void> = writeEvents(telemetry, batch, lines).finally(() => under.delete(work));
		under.add(work);
		if (under.size >= 4) await Promise.race(under);
	}
	await Promise.all(under);
	const took = (performance.now() - began) / 1000;
	console.log(
		`loaded ${events} events, ${observables} observables in ${took.toFixed(1)} s: ${Math.round(events / took)} events/s, made here included`,
	);
}

async function disk(): Promise<void> {
	const rows = await telemetry.query<{ table: string; rows: number; bytes: number; raw: number }>(
		`SELECT table, toUInt32(sum(rows)) AS rows, toFloat64(sum(bytes_on_disk)) AS bytes, toFloat64(sum(data_uncompressed_bytes)) AS raw
		FROM system.parts WHERE active AND database = 'dijkwacht' GROUP BY table ORDER BY table`,
	);
	for (const row of rows) {
		console.log(
			`${row.table}: ${row.rows} rows, ${(row.bytes / events).toFixed(1)} bytes an event on disk, ${(row.bytes / row.raw).toFixed(3)} of its size`,
		);
	}
}

async function search(): Promise<void> {
	const sought = makeIndicators(indicators);
	const span = { from: new Date(start), to: received };
	for (const [name, part] of [
		['exact values only', sought.filter((indicator) => indicator.match === 'exact')],
		['networks, subdomains and URL beginnings', sought.filter((indicator) => indicator.match !== 'exact')],
		['all kinds', sought],
	] as const) {
		const times: number[] = [];
		let answers = 0;
		for (let round = 0; round < 3; round++) {
			const began = performance.now();
			answers = (await lookBack(telemetry, part, span)).length;
			times.push(performance.now() - began);
		}
		console.log(
			`${part.length} indicators, ${name}: ${times.map((time) => (time / 1000).toFixed(2)).join(' / ')} s, ${answers} answers`,
		);
	}
}
