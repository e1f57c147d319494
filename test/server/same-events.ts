import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rules = join(import.meta.dirname, '../../content/rules');

/** What a sender has in hand: batches in their order, each of whole lines. */
export type Batches = readonly (readonly string[])[];

export interface SampleFile {
	/** Beginning of the name: files of one kind may tell of the same people and machines. */
	readonly kind: string;
	readonly lines: readonly string[];
}

/**
 * The samples of all our rules, hits and misses. Names and addresses are others than those of the demo's own events, which come in
 * beside them.
 */
export function sampleFiles(): SampleFile[] {
	return [join(rules, 'samples'), join(rules, 'correlations/samples')].flatMap((folder) =>
		readdirSync(folder)
			.filter((name) => name.endsWith('.ndjson'))
			.toSorted()
			.map((name) => ({
				kind: name.split('_')[0] ?? '',
				lines: elsewhere(readFileSync(join(folder, name), 'utf8'))
					.split('\n')
					.filter(Boolean),
			})),
	);
}

/** For senders that work beside each other: correlations look at the order of what one kind of file tells. */
export function shareOut(files: readonly SampleFile[], senders: number): string[][] {
	const kinds = [...new Set(files.map(({ kind }) => kind))];
	return Array.from({ length: senders }, (_, sender) =>
		files.filter(({ kind }) => kinds.indexOf(kind) % senders === sender).flatMap(({ lines }) => lines),
	);
}

function elsewhere(text: string): string {
	return text
		.replaceAll('203.0.113.', '198.51.100.')
		.replaceAll('kadeland', 'overkant')
		.replaceAll(/\b10\.\d{1,3}\.(\d{1,3}\.\d{1,3})\b/g, '10.239.$1');
}

/** Cuts lines into batches of one to `most`, the same each run. */
export function cut(lines: readonly string[], most: number, draw: () => number): Batches {
	const batches: string[][] = [];
	for (let from = 0; from < lines.length; ) {
		const to = from + 1 + Math.floor(draw() * most);
		batches.push(lines.slice(from, to));
		from = to;
	}
	return batches;
}

/** Numbers between 0 and 1 that are the same each run. */
export function draws(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
