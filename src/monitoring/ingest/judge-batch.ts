import { holdsFor } from '#engine';
import type { ActiveIndicator, SightingAnswer } from '#sharing';
import type { Feed } from '../detect/correlate.ts';
import type { Detection } from '../detect/detection.ts';
import { indexForm } from '../detect/index-form.ts';
import { causeOf } from '../detect/indicators.ts';
import { type Cause, observablesKept, type Tally, Tallies } from '../model/candidate.ts';
import type { SealedName } from '../persons/hider.ts';
import { hiddenValue, Pseudonyms } from '../persons/pseudonym.ts';
import type { DeadLetter } from '../store/dead-letters.ts';
import type { Blocks } from '../telemetry/event-blocks.ts';
import { limits } from './limits.ts';
import type { Line } from './lines.ts';
import type { Processed } from './process.ts';
import { type About, cuts, packSlice } from './slice.ts';

/** What a whole batch comes to. */
export interface JudgedBatch {
	readonly accepted: number;
	readonly refused: number;
	readonly letters: readonly DeadLetter[];
	readonly tallies: Tallies;
	/** What the indicators among the causes say. */
	readonly causes: ReadonlyMap<string, Cause>;
	readonly sightings: readonly SightingAnswer[];
	readonly feeds: readonly Feed[];
	readonly names: readonly SealedName[];
	/** What of an indicator may be stored there. */
	told(of: Told): Told;
}

interface Told {
	readonly kind: string;
	readonly value: string;
}

/** Has the lines judged slice by slice, in the order of the lines; hands rows on to be written while the next are judged. */
export async function judgeBatch(
	lines: readonly Line[],
	about: Omit<About, 'off'>,
	detection: Detection,
	write: (blocks: Blocks) => void,
): Promise<JudgedBatch> {
	const sum = new Sum(about, detection);
	const whole = { ...about, off: detection.offAt(about.institution) };
	const underWay: Promise<Processed>[] = [];
	const next = async () => {
		const processed = await underWay.shift()!;
		write(processed.blocks);
		sum.add(processed);
	};
	try {
		for (const { from, to } of cuts(lines)) {
			if (underWay.length >= detection.runner.width) await next();
			underWay.push(detection.runner.run(() => packSlice(whole, lines.slice(from, to))));
		}
		while (underWay.length > 0) await next();
	} finally {
		await Promise.allSettled(underWay);
	}
	return sum;
}

class Sum implements JudgedBatch {
	readonly #about: Omit<About, 'off'>;
	readonly #detection: Detection;
	readonly #sightings = new Map<string, SightingAnswer>();
	readonly tallies: Tallies;
	readonly causes = new Map<string, Cause>();
	readonly letters: DeadLetter[] = [];
	readonly feeds: Feed[] = [];
	readonly names: SealedName[] = [];
	readonly #pseudonyms: Pseudonyms | undefined;
	accepted = 0;
	refused = 0;

	constructor(about: Omit<About, 'off'>, detection: Detection) {
		this.#about = about;
		this.#detection = detection;
		this.#pseudonyms = about.hiding && new Pseudonyms(about.hiding.secret);
		this.tallies = new Tallies(about.received, limits.alertsPerBatch);
	}

	get sightings(): SightingAnswer[] {
		return [...this.#sightings.values()];
	}

	told({ kind, value }: Told): Told {
		return { kind, value: this.#pseudonyms === undefined ? value : hiddenValue(this.#pseudonyms, kind, value) };
	}

	add({ accepted, refused, letters, hits, marks, feeds, names }: Processed): void {
		this.accepted += accepted;
		this.refused += refused;
		this.letters.push(...letters.slice(0, limits.deadLettersPerBatch - this.letters.length));
		for (const feed of feeds) this.feeds.push(feed);
		for (const name of names) this.names.push(name);
		for (const hit of hits) this.tallies.merge(this.#withContext(hit));
		for (const mark of marks) this.#mark(mark);
	}

	/** An indicator counts for those it is meant for. */
	#mark(mark: Tally): void {
		const { institution, received } = this.#about;
		const indicator = this.#detection.indicators.standing(mark.cause, institution, received);
		if (indicator === undefined || this.#isMistaken(mark, indicator)) return;
		this.causes.set(mark.cause, causeOf({ ...indicator, value: this.told(indicator).value }));
		this.tallies.merge(this.#withContext(mark));
		const { firstTime, lastTime, count, line } = mark;
		const known = this.#sightings.get(indicator.id);
		this.#sightings.set(indicator.id, {
			...{ indicatorId: indicator.id, institutionId: institution, answer: 'seen', from: 'live' },
			firstSeen: known?.firstSeen && known.firstSeen < firstTime ? known.firstSeen : firstTime,
			lastSeen: known?.lastSeen && known.lastSeen > lastTime ? known.lastSeen : lastTime,
			...{ count: (known?.count ?? 0) + count, pointer: known?.pointer ?? { line } },
		});
	}

	/** A lone event in which the whole value does not stand: only its hash was the same. Where events were added up it may stand in another. */
	#isMistaken({ count, observables }: Tally, indicator: ActiveIndicator): boolean {
		if (count > 1 || observables.length >= observablesKept) return false;
		const stored = { ...indexForm(indicator), value: this.told(indexForm(indicator)).value };
		return !observables.some((observable) => holdsFor(stored, observable));
	}

	#withContext(tally: Tally): Tally {
		if (tally.context.length === 0) return tally;
		const { institution, received } = this.#about;
		const mine = (id: string) => this.#detection.indicators.standing(`indicator:${id}`, institution, received) !== undefined;
		return { ...tally, context: tally.context.filter(mine) };
	}
}
