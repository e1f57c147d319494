import { Refusal } from '#kernel';
import { readSyslog } from '../formats/syslog.ts';
import type { Line } from './lines.ts';
import { ListCutter, opening } from './list-cutter.ts';

/** An event costs its object too: a list of empty ones would hold far more than its size. */
const mostListed = 50_000;

/**
 * Gathers lines; those of a list each stand for one of its events, byte for byte. Where there was a list all lines are numbered
 * anew, so that each event keeps a place of its own.
 */
export class EventLines {
	readonly #lines: Line[] = [];
	#listed = 0;
	#anew = false;

	/** Whether so many events of lists more would be too many. */
	isFull(more: number): boolean {
		return this.#listed + more > mostListed;
	}

	add(line: Line): void {
		this.#lines.push(line);
	}

	/** Refuses `too-large` when the lists of a batch hold more events than they may. */
	addListed(line: Line, events: readonly Buffer[]): void {
		if (this.isFull(events.length))
			throw new Refusal('too-large', `the lists of a batch hold at most ${mostListed} events; send them in parts`);
		this.#listed += events.length;
		this.#anew = true;
		for (const bytes of events) this.#lines.push({ ...line, bytes });
	}

	end(): readonly Line[] {
		return this.#anew ? this.#lines.map((line, number) => ({ ...line, number })) : this.#lines;
	}
}

/** Events that came as one list on one line, each as a line of its own. Refuses `too-large`. */
export function spreadLists(lines: readonly Line[]): readonly Line[] {
	return spread(lines, () => true);
}

/** The same for what cannot be refused: lists beyond the bound stay as they are, to be dead letters. */
export function spreadWithin(lines: readonly Line[]): readonly Line[] {
	return spread(lines, (gathered, events) => !gathered.isFull(events));
}

function spread(lines: readonly Line[], takes: (gathered: EventLines, events: number) => boolean): readonly Line[] {
	if (!lines.some(mayBeList)) return lines;
	const gathered = new EventLines();
	for (const line of lines) {
		const events = mayBeList(line) ? listedIn(line.bytes) : undefined;
		if (events === undefined || !takes(gathered, events.length)) gathered.add(line);
		else gathered.addListed(line, events);
	}
	return gathered.end();
}

/** Cuts what will be one batch into several, so that the lists of each hold no more events than they may. */
export function groupedByLists<T>(things: readonly T[], linesOf: (thing: T) => readonly Line[]): T[][] {
	const groups: T[][] = [];
	let listed = 0;
	for (const thing of things) {
		const lists = linesOf(thing).filter(mayBeList);
		const events = lists.reduce((sum, { bytes }) => sum + (listedIn(bytes)?.length ?? 0), 0);
		const group = groups.at(-1);
		if (group === undefined || listed + events > mostListed) {
			groups.push([thing]);
			listed = events;
		} else {
			group.push(thing);
			listed += events;
		}
	}
	return groups;
}

/** Behind the header of a syslog message; nothing of the header is said of the events. */
const relayed = /^<\d{1,3}>.{1,600}?(?:\{\s*"[@RrviknN]|\[\s*\{)/s;

/** By the first signs, since every line is asked. */
function mayBeList({ bytes, tooLong }: Pick<Line, 'bytes' | 'tooLong'>): boolean {
	if (tooLong) return false;
	if (bytes[0] === 0x3c) return bytes.includes(0x7b) && relayed.test(bytes.toString('latin1', 0, 700)) && bodyOf(bytes) > 0;
	if (bytes[0] !== 0x5b && bytes[0] !== 0x7b) return false;
	if (bytes[0] === 0x7b && !/^\{\s*"[@RrviknN]/.test(bytes.toString('latin1', 0, 12))) return false;
	return opening.test(bytes.toString('latin1', 0, 2000));
}

/** Where the list of a syslog message begins; 0 when its message is none. */
function bodyOf(bytes: Buffer): number {
	const text = bytes.toString('latin1', 0, 4000);
	const message = readSyslog(text, new Date(0))?.message.replace(/^(?:\xef\xbb\xbf)?\s*/, '');
	return message !== undefined && opening.test(message) ? text.length - message.length : 0;
}

/** Events of a list, alone or behind a syslog header; undefined when these bytes are no list, do not close or hold too many. */
export function listedIn(bytes: Buffer): Buffer[] | undefined {
	if (!mayBeList({ bytes, tooLong: false })) return undefined;
	return objectsIn(bytes[0] === 0x3c ? bytes.subarray(bodyOf(bytes)) : bytes);
}

function objectsIn(bytes: Buffer): Buffer[] | undefined {
	// One sign a byte, so that places in the text are places in the bytes.
	const head = opening.exec(bytes.toString('latin1', 0, 4000))?.[0];
	if (head === undefined) return undefined;
	const cutter = new ListCutter(head, mostListed);
	cutter.add(bytes.subarray(head.length));
	return cutter.end()?.map((event) => event.bytes);
}
