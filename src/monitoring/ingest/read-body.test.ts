import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Refusal } from '#kernel';
import { limits } from './limits.ts';
import { Pressure } from './pressure.ts';
import { type Encoding, readBody } from './read-body.ts';

const text = '{"a":1}\r\n\n{"b":"é"}\n{"c":3}';

/** In small pieces, so that lines lie across them. */
function pieces(whole: Buffer, size = 3): Readable {
	const parts: Buffer[] = [];
	for (let at = 0; at < whole.length; at += size) parts.push(whole.subarray(at, at + size));
	return Readable.from(parts, { objectMode: false });
}

async function refusal(source: Readable, encoding: Encoding, pressure = new Pressure()): Promise<string> {
	const fault = (await readBody(source, encoding, pressure).then(
		() => undefined,
		(reason: unknown) => reason,
	)) as Refusal | undefined;
	expect(pressure.held).toBe(0);
	return fault?.code ?? 'accepted';
}

test('the same lines come out, and the same hash, however they were packed', async () => {
	const packed: [Encoding, Buffer][] = [
		['identity', Buffer.from(text)],
		['gzip', gzipSync(text)],
		['zstd', zstdCompressSync(text)],
	];
	const read = await Promise.all(packed.map(([encoding, body]) => readBody(pieces(body), encoding, new Pressure())));
	for (const { lines, hash } of read) {
		expect(lines.map(({ number, bytes }) => `${number} ${bytes}`)).toEqual(['0 {"a":1}', '2 {"b":"é"}', '3 {"c":3}']);
		expect(hash).toEqual(read[0]?.hash);
	}
});

test('a packed body that ends too soon or is none is refused whole', async () => {
	expect(await refusal(pieces(gzipSync(text).subarray(0, -9)), 'gzip')).toBe('input-invalid');
	expect(await refusal(pieces(zstdCompressSync(text).subarray(0, -5)), 'zstd')).toBe('input-invalid');
	expect(await refusal(pieces(Buffer.from(text)), 'gzip')).toBe('input-invalid');
});

test('a packed body of half a gigabyte is refused without being held', async () => {
	const zeros = gzipSync(Buffer.alloc(limits.unpacked + 1));
	expect(await refusal(pieces(zeros, 65_536), 'gzip')).toBe('too-large');
});

test('a line of 100 MB is passed over and the next one is read', async () => {
	const letters = Buffer.alloc(1_000_000, 'x');
	const parts = [Buffer.from('{"a":1}\n'), ...new Array<Buffer>(100).fill(letters), Buffer.from('\n{"b":2}\n')];
	const pressure = new Pressure();
	const body = await readBody(Readable.from(parts, { objectMode: false }), 'identity', pressure);
	expect(body.lines.map(({ number, tooLong, bytes }) => [number, tooLong, bytes.length])).toEqual([
		[0, false, 7],
		[1, true, limits.excerpt],
		[2, false, 7],
	]);
	expect(pressure.held).toBeLessThan(2000);
});

test('a body of very many small lines is refused before it fills the memory', async () => {
	expect(await refusal(pieces(Buffer.from('{}\n'.repeat(limits.lines + 1)), 65_536), 'identity')).toBe('too-large');
});
