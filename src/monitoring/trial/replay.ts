import { setImmediate as turn, setTimeout as rest } from 'node:timers/promises';
import { requiredTexts } from '#engine';
import type { Telemetry } from '#platform';
import { recognise } from '../formats/recognise.ts';
import { eventId } from '../search/asked.ts';
import type { Span } from '../telemetry/look-back.ts';
import { replayPage, type StoredLine } from '../telemetry/replay-events.ts';
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

const page = 2000;
/** Milliseconds of matching before others get a turn. */
const slice = 10;

/**
 * Runs rules over what is stored of these institutions, in the order of time, and gathers what live detection would have
 * found. After each page it rests as long as that took, so that what comes in is not held up. `undefined` when ended early.
 */
export async function replay(
	telemetry: Telemetry,
	{ rules, correlations }: Pick<RuleToTry, 'rules' | 'correlations'>,
	institutions: readonly string[],
	span: Span,
	calls: ReplayCalls,
): Promise<Replayed | undefined> {
	const follow = new Follow(rules, correlations);
	const texts = requiredTexts(rules);
	const tally = new Tally();
	const counts = { linesRead: 0, unreadable: 0 };
	for (const [place, institution] of institutions.entries()) {
		follow.begin();
		for (let after: StoredLine | undefined; ; ) {
			const began = calls.now();
			const lines = await replayPage(telemetry, institution, span, { limit: page, after, texts });
			await matchLines(lines, follow, institution, tally, counts, calls);
			after = lines.at(-1);
			const time = after?.time ?? span.to;
			if (!(await calls.onPage({ institution: place, time, linesRead: counts.linesRead }))) return undefined;
			if (lines.length < page) break;
			await rest(calls.now() - began);
		}
	}
	return { tally, ...counts };
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
