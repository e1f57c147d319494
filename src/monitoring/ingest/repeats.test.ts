import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line } from './lines.ts';
import { documentNumber, numbersOf, sortRepeats } from './repeats.ts';

const lineOf = (text: string, number: number): Line => ({
	...{ number, bytes: Buffer.from(text), tooLong: false, document: documentNumber(Buffer.from(text)) },
});
const textsOf = (lines: readonly Line[]) => lines.map(({ bytes }) => bytes.toString());

test('however a batch is cut when it comes again, each of its documents is known as often as it stood there, and new ones are new', () => {
	const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
	fc.assert(
		fc.property(texts, texts, fc.integer({ min: 1, max: 5 }), (sent, further, size) => {
			let unheard = [{ key: 'first', documents: numbersOf(sent.map(lineOf)) }].filter(({ documents }) => documents.length > 0);
			const again = [...sent, ...further];
			const fresh: string[] = [];
			for (let at = 0; at < again.length; at += size) {
				const sorted = sortRepeats(again.slice(at, at + size).map(lineOf), unheard);
				fresh.push(...textsOf(sorted.fresh));
				const left = new Map(sorted.left.map(({ key, documents }) => [key, documents]));
				unheard = unheard.flatMap((batch) => {
					const documents = left.has(batch.key) ? left.get(batch.key)! : batch.documents;
					return documents === null ? [] : [{ ...batch, documents }];
				});
			}
			expect(fresh.sort()).toEqual([...further].sort());
			expect(unheard).toEqual([]);
		}),
		{ seed: 11 },
	);
});
