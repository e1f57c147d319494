import { type Recognised, recognise } from '../src/monitoring/formats/recognise.ts';
import { Hider } from '../src/monitoring/persons/hider.ts';
import { newKeyPair } from '../src/monitoring/persons/seal.ts';
import { makeLines } from './ingest/events.ts';

/**
 * node bench/persons.ts [EVENTS, 200000]: what it costs to store events under pseudonyms, beside reading them. Slices of 2,000
 * lines as in the way in; processor time of the one thread.
 */
const count = Number(process.argv[2] ?? 200_000);
const slice = 2000;
const received = new Date();
const lines = makeLines(count, 1, new Date(received.getTime() - count * 10));
const institution = '0197b1de-0000-7000-8000-000000000001';
const hiding = { key: '', secret: new Uint8Array(32).fill(7), publicKey: newKeyPair().publicKey };

function timed(name: string, work: () => number): void {
	const before = process.threadCpuUsage();
	const made = work();
	const { user, system } = process.threadCpuUsage(before);
	console.log(`${name.padEnd(26)} ${((user + system) / count).toFixed(1)} us an event (${made})`);
}

for (const round of [1, 2]) {
	let readings: Recognised[] = [];
	timed(`reading, round ${round}`, () => {
		readings = lines.map((line) => recognise(line, received)).filter((reading) => 'event' in reading);
		return readings.length;
	});
	let changed = 0;
	let names = 0;
	timed(`hiding, round ${round}`, () => {
		for (let at = 0; at < lines.length; at += slice) {
			const hider = new Hider(institution, hiding);
			for (let line = at; line < Math.min(at + slice, lines.length); line++)
				if (hider.hide(readings[line]!, lines[line]!).raw !== lines[line]) changed++;
			names += hider.end().length;
		}
		return changed;
	});
	console.log(`${changed} events with a name, ${names} names sealed`);
}
