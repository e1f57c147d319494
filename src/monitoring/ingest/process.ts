import { isUtf8 } from 'node:buffer';
import type { Feed } from '../detect/correlate.ts';
import type { Judge, Judged } from '../detect/judge.ts';
import { type FaultReason, type Recognised, recognise } from '../formats/recognise.ts';
import { type Tally, Tallies } from '../model/candidate.ts';
import { Hider, type HiddenEvent, type SealedName } from '../persons/hider.ts';
import type { DeadLetter } from '../store/dead-letters.ts';
import { type Blocks, EventBlocks } from '../telemetry/event-blocks.ts';
import { limits } from './limits.ts';
import type { Slice } from './slice.ts';

export interface Source {
	readonly institution: string;
	readonly sensor: string;
	/** The watch board's own sensor. */
	readonly synthetic: boolean;
}

/** What a slice of a batch comes to; plain values that travel between threads. */
export interface Processed {
	readonly accepted: number;
	readonly refused: number;
	readonly letters: readonly DeadLetter[];
	/** Hits of rules. */
	readonly hits: readonly Tally[];
	/** Hits of indicators, whoever they are meant for. */
	readonly marks: readonly Tally[];
	/** Matches that correlations wait for, in the order of the lines. */
	readonly feeds: readonly Feed[];
	/** For the telemetry store. */
	readonly blocks: Blocks;
	/** Names that were put under pseudonyms. */
	readonly names: readonly SealedName[];
}

/** Told the place of each line before it is read, so that a watcher sees one that takes too long. */
export type Progress = (place: number) => void;

/** Reads and judges the lines of a slice. Pure but for the rules and indicators of the moment. */
export function processSlice(slice: Slice, judge: Judge, over: ReadonlySet<number>, progress: Progress): Processed {
	const { numbers } = slice;
	const work = new SliceWork(slice, judge);
	for (let place = 0; place < numbers.length; place++) {
		progress(place);
		const reason = over.has(place) ? 'over-budget' : work.take(place);
		if (reason !== undefined) work.refuse(place, reason);
	}
	return work.end();
}

type Stored = Pick<HiddenEvent, 'raw' | 'observables'> & Partial<Pick<HiddenEvent, 'hide'>>;

function hidden(fields: Feed['fields'], hide: HiddenEvent['hide']): Feed['fields'] {
	return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, hide(text)]));
}

class SliceWork {
	readonly #slice: Slice;
	readonly #judge: Judge;
	readonly #bytes: Buffer;
	readonly #tooLong: ReadonlySet<number>;
	readonly #off: ReadonlySet<string>;
	readonly #hits: Tallies;
	readonly #marks: Tallies;
	readonly #blocks: EventBlocks;
	readonly #letters: DeadLetter[] = [];
	readonly #feeds: Feed[] = [];
	readonly #hider: Hider | undefined;
	#refused = 0;

	constructor(slice: Slice, judge: Judge) {
		const { about, bytes, tooLong } = slice;
		this.#slice = slice;
		this.#judge = judge;
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#tooLong = new Set(tooLong);
		this.#off = new Set(about.off);
		this.#hits = new Tallies(about.received, limits.alertsPerBatch);
		this.#marks = new Tallies(about.received, limits.alertsPerBatch);
		this.#blocks = new EventBlocks(about, about.key);
		this.#hider = about.hiding && new Hider(about.institution, about.hiding);
	}

	/** The reason when the line is refused. */
	take(place: number): FaultReason | 'detection-failed' | undefined {
		if (this.#tooLong.has(place)) return 'line-too-long';
		const bytes = this.#lineAt(place);
		if (!isUtf8(bytes)) return 'not-utf8';
		const raw = bytes.toString('utf8');
		const reading = recognise(raw, this.#slice.about.received);
		if ('fault' in reading) return reading.fault;
		const judged = this.#judged(reading);
		if (judged === undefined) return 'detection-failed';
		this.#keep(reading, judged, place, this.#hider?.hide(reading, raw) ?? { raw, observables: reading.observables });
		return undefined;
	}

	/** What is stored of an event and told of it; it was judged as it came. */
	#keep(reading: Recognised, judged: Judged, place: number, stored: Stored): void {
		const { time, format, source } = reading;
		const { raw, observables, hide } = stored;
		const line = this.#slice.numbers[place]!;
		const bytes = hide === undefined ? this.#lineAt(place) : Buffer.from(raw, 'utf8');
		this.#blocks.add({ line, time, format, logsource: source, observables }, bytes);
		const feeds =
			hide === undefined ? judged.feeds : judged.feeds.map((feed) => ({ ...feed, fields: hidden(feed.fields, hide) }));
		this.#note({ ...judged, feeds }, { line, time: time ?? this.#slice.about.received, observables, raw });
	}

	/** A rule that stumbles over an event must not hold up the events behind it. */
	#judged(reading: Recognised): Judged | undefined {
		try {
			return this.#judge.judge(reading, this.#slice.about.synthetic, this.#off);
		} catch {
			return undefined;
		}
	}

	#note({ rules, feeds, marks, context }: Judged, event: Feed['seen']): void {
		const { synthetic } = this.#slice.about;
		const seen = { ...event, context };
		for (const rule of rules) this.#hits.add(rule, seen, synthetic);
		for (const mark of marks) this.#marks.add(mark, seen);
		for (const { rule, fields } of feeds) this.#feeds.push({ rule, fields, seen });
	}

	refuse(place: number, reason: string): void {
		this.#refused++;
		if (this.#letters.length >= limits.deadLettersPerBatch) return;
		const start = this.#lineAt(place).subarray(0, limits.excerpt);
		const text = start.toString('utf8').replaceAll('\0', '\ufffd');
		const excerpt = this.#hider === undefined ? text : this.#hider.mask(text);
		this.#letters.push({ line: this.#slice.numbers[place]!, reason, excerpt });
	}

	#lineAt(place: number): Buffer {
		const { ends } = this.#slice;
		return this.#bytes.subarray(place === 0 ? 0 : ends[place - 1], ends[place]);
	}

	end(): Processed {
		return {
			accepted: this.#slice.numbers.length - this.#refused,
			...{ refused: this.#refused, letters: this.#letters, feeds: this.#feeds },
			...{ hits: this.#hits.all, marks: this.#marks.all, blocks: this.#blocks.end() },
			names: this.#hider?.end() ?? [],
		};
	}
}
