import { hash } from 'node:crypto';
import type { Unheard } from '../store/unheard.ts';
import type { Line } from './lines.ts';

const width = 8;

/** Number of a document: of the id its sender gave it, else of its bytes. Eight bytes, as text of one byte a character. */
export function documentNumber(given: string | Buffer): string {
	return hash('sha256', given, 'buffer').toString('latin1', 0, width);
}

/** The numbers of a batch's documents behind each other, as the store keeps them. */
export function numbersOf(lines: readonly Line[]): Buffer {
	return Buffer.from(lines.map(({ document = '' }) => document).join(''), 'latin1');
}

export interface Sorted {
	readonly fresh: readonly Line[];
	/** Batches of which documents came again, with those that did not; null when all of them did. */
	readonly left: readonly { readonly key: string; readonly documents: Buffer | null }[];
}

/**
 * Takes out the documents that stand in batches whose sender did not hear the answer, each as often as it stands there: two
 * equal documents of one batch are two events, and two of them come again. Pure.
 */
export function sortRepeats(lines: readonly Line[], unheard: readonly Unheard[]): Sorted {
	if (unheard.length === 0) return { fresh: lines, left: [] };
	const places = new Map<string, { batch: number; at: number }[]>();
	for (const [batch, { documents }] of unheard.entries()) {
		for (let at = 0; at + width <= documents.length; at += width) {
			const number = documents.toString('latin1', at, at + width);
			const known = places.get(number);
			if (known === undefined) places.set(number, [{ batch, at }]);
			else known.push({ batch, at });
		}
	}
	const gone = unheard.map(() => new Set<number>());
	const fresh = lines.filter(({ document }) => {
		const place = document === undefined ? undefined : places.get(document)?.pop();
		if (place !== undefined) gone[place.batch]!.add(place.at);
		return place === undefined;
	});
	const left = unheard.flatMap(({ key, documents }, batch) => {
		const seen = gone[batch]!;
		if (seen.size === 0) return [];
		const rest: Buffer[] = [];
		for (let at = 0; at < documents.length; at += width) if (!seen.has(at)) rest.push(documents.subarray(at, at + width));
		return [{ key, documents: rest.length === 0 ? null : Buffer.concat(rest) }];
	});
	return { fresh, left };
}
