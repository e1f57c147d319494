import { setImmediate as turn, setTimeout as rest } from 'node:timers/promises';
import { requiredTexts } from '#engine';
import type { Telemetry } from '#platform';
import { recognise } from '../formats/recognise.ts';
import { eventId } from '../search/asked.ts';
import { lineSpans } from '../telemetry/line-spans.ts';
import type { Span } from '../telemetry/look-back.ts';
import { mayGoOn, replayPage, type StoredLine } from '../telemetry/replay-events.ts';
import { Follow } from './follow.ts';
import type { RuleToTry } from './read-rule.ts';
import { Tally } from './tally.ts';

export interface Replayed {
	readonly tally: Tally;
	/** Lines that had a chance and were read; the store passed over the others. */
	readonly linesRead: number;
	readonly unreadable: number;
}

export interface ReplayCalls {
	/** After each page: may take its time. `false` ends the replay. */
	onPage(done: { readonly institution: number; readonly time: Date; readonly linesRead: number }): Promise<boolean>;
	/** Milliseconds from any fixed moment. */
	now(): number;
}

/** Whose lines, of when, and without which. */
export interface Stored {
	readonly institutions: readonly string[];
	readonly span: Span;
	/** Batches that do not count: UInt64 in digits. */
	readonly unfinished: readonly string[];
}

const page = 2000;
/** Lines that the store looks at in one go, so that a rule that finds nothing can be followed and stopped too. */
const linesAtOnce = 200_000;
/** Milliseconds of matching before others get a turn. */
const slice = 10;

/**
 * Runs rules over what is stored of these institutions, in the order of time, and gathers what live detection would have
 * found. After each page it rests as long as that took, so that what comes in is not held up. `undefined` when ended early.
 */
export async function replay(
	telemetry: Telemetry,
	{ rules, correlations }: Pick<RuleToTry, 'rules' | 'correlations'>,
	stored: Stored,
	calls: ReplayCalls,
): Promise<Replayed | undefined> {
	const follow = new Follow(rules, correlations);
	const texts = requiredTexts(rules);
	const tally = new Tally();
	const counts = { linesRead: 0, unreadable: 0 };
	for (const [place, institution] of stored.institutions.entries()) {
		follow.begin();
		let began = calls.now();
		for await (const { lines, upTo } of pagesOf(telemetry, institution, stored, texts)) {
			await matchLines(lines, follow, institution, tally, counts, calls);
			if (!(await calls.onPage({ institution: place, time: upTo, linesRead: counts.linesRead }))) return undefined;
			await rest(calls.now() - began);
			began = calls.now();
		}
	}
	return { tally, ...counts };
}

/** The lines of an institution that have a chance, in the order of time, with how far that is. */
async function* pagesOf(
	telemetry: Telemetry,
	institution: string,
	{ span, unfinished }: Stored,
	texts: readonly string[] | undefined,
) {
	for (const part of await lineSpans(telemetry, institution, linesAtOnce, span)) {
		for (let after: StoredLine | undefined, full = true; full; ) {
			const lines: StoredLine[] = await replayPage(telemetry, institution, part, { limit: page, after, texts, unfinished });
			after = lines.at(-1);
			full = mayGoOn(lines, page);
			yield { lines, upTo: full ? after!.time : part.to };
		}
	}
}

async function matchLines(
	lines: readonly StoredLine[],
	follow: Follow,
	institution: string,
	tally: Tally,
	counts: { linesRead: number; unreadable: number },
	{ now }: ReplayCalls,
): Promise<void> {
	let began = now();
	for (const { raw, received, time, batch, line } of lines) {
		counts.linesRead++;
		const reading = recognise(raw, received);
		if ('fault' in reading) counts.unreadable++;
		else {
			const id = eventId({ institution, time, batch, line });
			const hit = { institution, time, received, observables: reading.observables, id };
			const { itself, groups } = follow.hits(reading.event, time, id);
			if (itself) tally.add(hit);
			for (const about of groups) tally.add({ ...hit, about });
		}
		if (now() - began > slice) {
			await turn();
			began = now();
		}
	}
}
