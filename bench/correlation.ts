import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules, Correlator, loadRules } from '#engine';

/**
 * node bench/correlation.ts [EVENTS, 1 million]: matched events a second through a value_count with 1,800 different values in a window,
 * as the correlation alone and with matching before it, beside JSON.parse of the same events. Processor time of the one thread.
 */
const count = Number(process.argv[2] ?? 1_000_000);
const distinct = 1800;
const rules = readFileSync(join(import.meta.dirname, 'correlation.yml'), 'utf8');
const loaded = loadRules([{ file: 'correlation.yml', text: rules }]);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
const { rules: detections, correlations } = loaded.value;
const [detection] = detections;
if (detection === undefined) throw new Error('no rule');

const start = Date.UTC(2026, 10, 1);
/** Three events a second: a window of ten minutes holds each value once, and each event pushes one out. */
const timeOf = (at: number) => start + Math.floor((at * 1000) / 3);
const lines = Array.from({ length: count }, (_, at) =>
	JSON.stringify({
		...{ EventID: 4625, TargetUserName: `user${(at * 7919) % distinct}`, IpAddress: '198.51.100.7', LogonType: 3 },
		...{ SubStatus: '0xc000006a', Computer: `dc${at % 3}.example`, UtcTime: new Date(timeOf(at)).toISOString() },
	}),
);

function processorTime(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

function timed(name: string, work: () => void): void {
	const before = processorTime();
	work();
	const took = processorTime() - before;
	console.log(`${name.padEnd(34)} ${Math.round((count * 1000) / took)} events/s, ${((took * 1e6) / count).toFixed(0)} ns each`);
}

let events: Record<string, unknown>[] = [];
timed('JSON.parse alone', () => {
	events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
});
for (const round of [1, 2]) {
	const alone = new Correlator(correlations);
	timed(`value_count, round ${round}`, () => {
		for (const [at, event] of events.entries()) alone.feed(detection, event, timeOf(at), 'bench', String(at));
	});
	const matcher = compileRules(detections);
	const after = new Correlator(correlations);
	let fired = 0;
	timed(`matching and value_count, round ${round}`, () => {
		for (const [at, event] of events.entries())
			for (const rule of matcher.match(event, { product: 'windows', service: 'security' }))
				fired += after.feed(rule, event, timeOf(at), 'bench', String(at)).length;
	});
	console.log(`fired ${fired} times, ${JSON.stringify(after.statistics)}`);
}
