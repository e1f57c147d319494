import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelemetry } from '#platform';
import { lookBack, type Sighting, type SoughtIndicator } from '../src/monitoring/telemetry/look-back.ts';
import { prepareTables } from '../src/monitoring/telemetry/tables.ts';
import { tablesOnDisk } from './tables-on-disk.ts';
import { load, makeIndicators, received, start } from './lookback-load.ts';

/**
 * node bench/lookback.ts [events, 10 million] [indicators, 10,000] [--data FOLDER]: disk an event, and looking back over all of
 * it, compared with a plain scan. With a folder the events are made once and kept.
 */
const numbers = process.argv.slice(2).filter((word) => /^\d+$/.test(word));
const events = Number(numbers[0] ?? 10_000_000);
const indicators = Number(numbers[1] ?? 10_000);
const place = process.argv.indexOf('--data');
const given = place === -1 ? undefined : process.argv[place + 1];
const directory = given ?? mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
const silent = { info: () => undefined, warn: () => undefined, error: console.error };
const span = { from: new Date(start), to: new Date(received) };
const telemetry = await startTelemetry({ dataDir: directory, log: silent });
const seconds = (began: number) => (performance.now() - began) / 1000;

try {
	await prepareTables(telemetry);
	await fill();
	await disk();
	const sought = makeIndicators(indicators);
	await time(
		'exact values only',
		sought.filter(({ match }) => match === 'exact'),
	);
	await time(
		'networks, subdomains and URL beginnings',
		sought.filter(({ match }) => match !== 'exact'),
	);
	await compare(sought, await time('all kinds', sought));
} finally {
	await telemetry.stop();
	if (given === undefined) rmSync(directory, { recursive: true, force: true });
}

async function fill(): Promise<void> {
	const [there] = await telemetry.query<{ n: number }>('SELECT toFloat64(count()) AS n FROM dijkwacht.events');
	if ((there?.n ?? 0) >= events) return;
	const began = performance.now();
	await load(telemetry, events, there?.n ?? 0);
	const took = seconds(began);
	console.log(`made and stored ${events} events in ${took.toFixed(1)} s: ${Math.round(events / took)} a second`);
}

async function disk(): Promise<void> {
	for (const row of await tablesOnDisk(telemetry)) {
		const each = (row.bytes / events).toFixed(1);
		console.log(
			`${row.table}: ${row.rows} rows in ${row.parts} parts, ${each} bytes an event on disk, ${row.share.toFixed(3)} of its size`,
		);
	}
}

async function time(name: string, part: readonly SoughtIndicator[]): Promise<Sighting[]> {
	const times: string[] = [];
	let answers: Sighting[] = [];
	for (let round = 0; round < 3; round++) {
		const began = performance.now();
		answers = await lookBack(telemetry, part, span);
		times.push(seconds(began).toFixed(2));
	}
	console.log(`${part.length} indicators, ${name}: ${times.join(' / ')} s, ${answers.length} answers`);
	return answers;
}

/** A part of the answers against one scan of everything that knows no keys and no anchors. */
async function compare(sought: readonly SoughtIndicator[], answers: readonly Sighting[]): Promise<void> {
	const seen = new Map<number, number>();
	for (const { indicator, count } of answers) seen.set(indicator, (seen.get(indicator) ?? 0) + count);
	const sample = [...seen.keys()].filter((_, at) => at % Math.ceil(seen.size / 24) === 0);
	const absent = sought
		.map((_, at) => at)
		.filter((at) => !seen.has(at))
		.slice(0, 12);
	const checked = [...sample, ...absent];
	const tests = checked.map(
		(number, at) => `toFloat64(uniqExactIf((institution, batch, line), ${plainly(sought[number]!)})) AS c${at}`,
	);
	const began = performance.now();
	const [row] = await telemetry.query<Record<string, number>>(
		`SELECT ${tests.join(', ')} FROM dijkwacht.observables SETTINGS max_execution_time = 600`,
	);
	const wrong = checked.filter((number, at) => row?.[`c${at}`] !== (seen.get(number) ?? 0));
	console.log(`${checked.length} indicators against a plain scan of ${seconds(began).toFixed(1)} s: ${wrong.length} differ`);
	if (wrong.length > 0) process.exitCode = 1;
}

function plainly({ kind, value, match }: SoughtIndicator): string {
	const text = `'${value}'`;
	if (match === 'exact') return `kind = '${kind}' AND value = ${text}`;
	if (match === 'subdomains') return `kind = 'domain' AND (value = ${text} OR value LIKE '%.${value}')`;
	if (match === 'network') return `kind = 'ipv4' AND isIPAddressInRange(if(kind = 'ipv4', value, '::'), ${text})`;
	return `kind = 'url' AND match(value, '^${value.replaceAll('.', '\\\\.')}($|[/?&#:])')`;
}
