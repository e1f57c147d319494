import { isUtf8 } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import type { ActiveIndicator, SightingAnswer } from '#sharing';
import type { Feed } from '../detect/correlate.ts';
import type { Detection, Found } from '../detect/detection.ts';
import { type FaultReason, type Recognised, recognise } from '../formats/recognise.ts';
import { Candidates } from '../model/candidate.ts';
import type { DeadLetter } from '../store/dead-letters.ts';
import type { WrittenEvent } from '../telemetry/write-events.ts';
import { limits } from './limits.ts';
import type { Line } from './lines.ts';

export interface Source {
	readonly institution: string;
	readonly sensor: string;
	/** The watch board's own sensor. */
	readonly synthetic: boolean;
}

export interface Processed {
	readonly accepted: number;
	readonly refused: number;
	readonly letters: readonly DeadLetter[];
	readonly candidates: Candidates;
	readonly sightings: readonly SightingAnswer[];
	/** Matches that correlations wait for, in the order of the lines. */
	readonly feeds: readonly Feed[];
}

/** Milliseconds of work before others get a turn, so that a big batch does not hold up a small one. */
const slice = 10;
const eventsPerWrite = 5000;

/** Reads and judges the lines of a batch; hands events on in groups, to be written while the next are read. */
export async function processLines(
	lines: readonly Line[],
	{ institution, synthetic }: Source,
	received: Date,
	detection: Detection,
	write: (events: WrittenEvent[]) => void,
): Promise<Processed> {
	const candidates = new Candidates(received, limits.alertsPerBatch);
	const sightings = new Sightings(institution);
	const letters: DeadLetter[] = [];
	const feeds: Feed[] = [];
	let refused = 0;
	let events: WrittenEvent[] = [];
	let began = performance.now();
	for (const line of lines) {
		const read = readLine(line, received);
		const found = 'reason' in read ? read : judge(detection, read.reading, institution, synthetic, received);
		if ('reason' in read || 'reason' in found) {
			refused++;
			if (letters.length < limits.deadLettersPerBatch) letters.push(letterOf(line, 'reason' in found ? found.reason : 'unknown'));
		} else {
			const { raw, reading } = read;
			const { time, observables, format, source } = reading;
			events.push({ line: line.number, time, format, logsource: source, raw, observables });
			const seen = { line: line.number, time: time ?? received, observables, raw };
			for (const rule of found.feeds) feeds.push({ rule, event: reading.event, seen });
			for (const hit of found.hits) {
				candidates.add(hit.cause, seen, hit.synthetic);
				if (hit.indicator !== undefined) sightings.add(hit.indicator, seen.time, line.number);
			}
		}
		if (events.length >= eventsPerWrite) {
			write(events);
			events = [];
		}
		if (performance.now() - began > slice) {
			await turn();
			began = performance.now();
		}
	}
	if (events.length > 0) write(events);
	return { accepted: lines.length - refused, refused, letters, candidates, sightings: sightings.all, feeds };
}

type Read = { readonly raw: string; readonly reading: Recognised } | { readonly reason: FaultReason };

function readLine({ bytes, tooLong }: Line, received: Date): Read {
	if (tooLong) return { reason: 'line-too-long' };
	if (!isUtf8(bytes)) return { reason: 'not-utf8' };
	const raw = bytes.toString('utf8');
	const reading = recognise(raw, received);
	return 'fault' in reading ? { reason: reading.fault } : { raw, reading };
}

/** A rule that stumbles over an event must not hold up the events behind it. */
function judge(
	detection: Detection,
	reading: Recognised,
	institution: string,
	synthetic: boolean,
	now: Date,
): Found | { reason: string } {
	try {
		return detection.detect(reading, institution, synthetic, now);
	} catch {
		return { reason: 'detection-failed' };
	}
}

function letterOf({ number, bytes }: Line, reason: string): DeadLetter {
	const excerpt = bytes.subarray(0, limits.excerpt).toString('utf8').replaceAll('\0', '\ufffd');
	return { line: number, reason, excerpt };
}

/** What this batch saw of each indicator. */
class Sightings {
	readonly #institution: string;
	readonly #seen = new Map<string, { first: Date; last: Date; count: number; line: number }>();

	constructor(institution: string) {
		this.#institution = institution;
	}

	add({ id }: ActiveIndicator, time: Date, line: number): void {
		const known = this.#seen.get(id);
		if (known === undefined) {
			this.#seen.set(id, { first: time, last: time, count: 1, line });
			return;
		}
		known.count++;
		if (time < known.first) known.first = time;
		if (time > known.last) known.last = time;
	}

	get all(): SightingAnswer[] {
		return [...this.#seen].map(([indicatorId, { first, last, count, line }]) => ({
			...{ indicatorId, institutionId: this.#institution, answer: 'seen', from: 'live' },
			...{ firstSeen: first, lastSeen: last, count, pointer: { line } },
		}));
	}
}
