import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../ingest/limits.ts';
import { Framer, FramingFault } from './frames.ts';
import { takeToken } from './token.ts';

const texts = (framer: Framer, ...chunks: string[]) =>
	[...chunks.flatMap((chunk) => [...framer.add(Buffer.from(chunk))]), ...framer.end()].map(({ bytes }) => bytes.toString());

test.each([
	['counted octets', '5 <1>ab8 <13>c\nd ', ['<1>ab', '<13>c\nd ']],
	['lines', '<1>a\n<2>b\r\n\n<3>c', ['<1>a', '<2>b', '<3>c']],
	['NUL behind each', '<1>a\0<2>b\0', ['<1>a', '<2>b']],
	['both by turns', '4 <1>a<2>b\n4 <3>c\n', ['<1>a', '<2>b', '<3>c']],
	['a counted message that never came whole', '10 <1>a', []],
])('%s', (_, stream, messages) => {
	expect(texts(new Framer(), stream)).toEqual(messages);
	expect(texts(new Framer(), ...stream)).toEqual(messages);
});

test('however a stream is cut into pieces, its messages are the same', () => {
	const message = fc.tuple(fc.boolean(), fc.stringMatching(/^[a-z ]{1,40}$/));
	fc.assert(
		fc.property(fc.array(message, { maxLength: 20 }), fc.array(fc.nat(60), { maxLength: 40 }), (messages, cuts) => {
			const given = messages.map(([counted, text]) => [counted, `<1>${text}x`] as const);
			const stream = given.map(([counted, text]) => (counted ? `${text.length} ${text}` : `${text}\n`)).join('');
			const pieces: string[] = [];
			let at = 0;
			for (const size of cuts) {
				pieces.push(stream.slice(at, at + size));
				at += size;
			}
			expect(texts(new Framer(), ...pieces, stream.slice(at))).toEqual(given.map(([, text]) => text));
		}),
		{ numRuns: 300, seed: 4 },
	);
});

test('a message that is too long is passed over and counted, and the next is read', () => {
	const long = `<1>${'x'.repeat(limits.line)}`;
	for (const stream of [`${long}\n<2>next\n`, `${long.length} ${long}7 <2>next`]) {
		const [first, second] = new Framer().add(Buffer.from(stream));
		expect([first?.tooLong, first?.bytes.length]).toEqual([true, limits.excerpt]);
		expect([second?.tooLong, second?.bytes.toString()]).toEqual([false, '<2>next']);
	}
});

test.each(['12345678901 <1>', '12x', '0 <1>', '007 <1>abcd'])('"%s" is no syslog', (stream) => {
	expect(() => [...new Framer().add(Buffer.from(stream))]).toThrow(FramingFault);
});

const head = '<13>1 2026-10-01T10:00:00Z srv app 1 ID';
test.each([
	[`${head} [dijkwacht@32473 token="dwt_abc"] hello`, 'dwt_abc', `${head} - hello`],
	[`${head} [a@1 b="]"][dijkwacht@32473 token="dwt_abc"][c@1 d="e"] hi`, 'dwt_abc', `${head} [a@1 b="]"][c@1 d="e"] hi`],
	[`${head} - [dijkwacht@32473 token="dwt_abc"] text`, undefined, `${head} - [dijkwacht@32473 token="dwt_abc"] text`],
	['<13>Oct  1 10:00:00 srv app: [dijkwacht@32473 token="dwt_abc"]', undefined, undefined],
	[`${head} [broken`, undefined, undefined],
])('the token of "%s" is %s', (message, token, rest) => {
	const taken = takeToken(Buffer.from(message));
	expect(taken.token).toBe(token);
	expect(taken.bytes.toString()).toBe(rest ?? message);
});
