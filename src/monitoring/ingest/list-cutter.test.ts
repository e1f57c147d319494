import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from './limits.ts';
import { LineCutter } from './lines.ts';
import { ListCutter, opening } from './list-cutter.ts';

/** Cut in pieces of so many bytes. */
function cut(text: string, size: number): string[] | undefined {
	const head = opening.exec(text)?.[0] ?? '';
	const bytes = Buffer.from(text).subarray(head.length);
	const cutter = new ListCutter(head);
	for (let at = 0; at < bytes.length; at += size) cutter.add(bytes.subarray(at, at + size));
	return cutter.end()?.map((event) => event.bytes.toString());
}

test('however its bytes arrive, a list gives the same events byte for byte', () => {
	const value = fc.json({ maxDepth: 3 });
	const blank = fc.constantFrom('', ' ', '\n\t');
	const event = fc.tuple(fc.string(), value).map(([name, text]) => `{${JSON.stringify(name)}:${text}}`);
	const events = fc.array(event, { minLength: 1, maxLength: 8 });
	const around = fc.constantFrom(['[', ']'], ['{"Records":[', ']}'], ['{"@odata.context":"x", "value" : [', '],"n":1}']);
	fc.assert(
		fc.property(events, around, blank, fc.integer({ min: 1, max: 20 }), (given, [open, close], white, size) => {
			expect(cut(`${open}${white}${given.join(`${white},${white}`)}${white}${close}${white}`, size)).toEqual(given);
		}),
		{ numRuns: 500, seed: 4 },
	);
});

test.each(['[{}', '[{}{}]', '[{},]', '[{}]x', '[{},1]', '[{"a":"]', '{"Records":[{}],"more":[1]}', '{"Records":[{}]', '[{}],'])(
	'%s is no list, whatever the pieces',
	(text) => {
		for (const size of [1, 3, 100]) expect(cut(text, size)).toBeUndefined();
	},
);

const linesOf = (...texts: string[]) => {
	const cutter = new LineCutter(true);
	const bytes = Buffer.from(texts.join('\n'));
	for (let at = 0; at < bytes.length; at += 65_536) cutter.add(bytes.subarray(at, at + 65_536));
	return cutter.end().lines;
};
const event = (at: number, size = 1000) => JSON.stringify({ at, text: `",[{${'x'.repeat(size)}` });

test('a list longer than a line may be is lines of one event each, and the lines beside it keep their order', () => {
	const list = Array.from({ length: 5000 }, (_, at) => event(at));
	const lines = linesOf('{"before":1}', `{"Records":[${list.join(',')}]}`, '{"after":1}');
	expect(lines.map(({ bytes }) => bytes.toString())).toEqual(['{"before":1}', ...list, '{"after":1}']);
	expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at));
});

test('an event of it that is too long is one dead letter, a list that does not close is another', () => {
	const [first, long, last] = linesOf(`[${event(1)},${event(2, limits.line)},${event(3)}]`);
	expect([first!.tooLong, long!.tooLong, long!.bytes.length, last!.tooLong]).toEqual([false, true, limits.excerpt, false]);
	const open = `[${Array.from({ length: 2000 }, (_, at) => event(at)).join(',')}`;
	const lines = linesOf(open, '{"after":1}');
	expect(lines.map(({ number, tooLong, bytes }) => [number, tooLong, bytes.length])).toEqual([
		[0, true, limits.excerpt],
		[1, false, 11],
	]);
});

test('many empty events weigh as much as so many lines', () => {
	expect(linesOf(`[${'{},'.repeat(700_000)}{}]`)).toMatchObject([{ tooLong: true }]);
	expect(() => linesOf(`[${Array.from({ length: 70_000 }, () => event(1, 900)).join(',')}]`)).toThrow('bytes of lines');
	const behind = linesOf(`[${event(1, 1_000_000)},${event(2, 1_000_000)}]${' '.repeat(3_000_000)}`);
	expect(behind).toHaveLength(2);
});
