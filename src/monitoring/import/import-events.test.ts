import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/helpers/database.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { blocksOf } from './blocks.ts';
import { Interrupted, importEvents } from './import-events.ts';
import { Refused, sendBlock } from './send-block.ts';

let room: WatchRoom;
let url: string;
const folder = temporaryFolder();
beforeAll(async () => {
	room = await watchRoom();
	url = await room.real.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
	await room.stop();
	folder.remove();
});

const event = (at: number) => JSON.stringify({ time: new Date().toISOString(), message: `imported ${at}` });
const lines = Array.from({ length: 45_000 }, (_, at) => event(at)).join('\n');
const file = (name: string, bytes: string | Buffer) => {
	const path = join(folder.path, name);
	writeFileSync(path, bytes);
	return path;
};
const nothing = Readable.from([]);
const send = (path: string, from = 0, input: Readable = nothing, told: string[] = []) =>
	importEvents({ url, token: room.token }, path, input, from, (line) => void told.push(line));

test('a file is taken in blocks, plain or packed, and taking it again changes nothing', async () => {
	const told: string[] = [];
	const plain = file('events.ndjson', `${lines}\nno event\n`);
	expect(await send(plain, 0, nothing, told)).toEqual({ accepted: 45_000, refused: 1, alerts: 0, repeated: 0 });
	expect(told.length).toBeGreaterThan(2);
	expect(told.at(-1)).toBe('100 %, 45000 lines taken, 1 refused, 0 alerts');
	expect(await send(plain)).toMatchObject({ accepted: 45_000, repeated: 45_001 });
	for (const packed of [gzipSync(event(1)), zstdCompressSync(event(2))]) {
		expect(await send(file('packed', packed))).toMatchObject({ accepted: 1, repeated: 0 });
	}
	expect(await send('-', 0, Readable.from([Buffer.from(event(3))]))).toMatchObject({ accepted: 1 });
	const rows = await room.telemetry.query<{ n: number }>('SELECT toUInt32(count()) AS n FROM dijkwacht.events FINAL');
	expect(rows[0]?.n).toBe(45_003);
});

test('the same lines are the same batch, packed or plain, from a file or from standard input', async () => {
	const some = `${event(1)}\n${event(2)}\n`;
	expect(await send(file('some', some))).toMatchObject({ accepted: 2, repeated: 0 });
	for (const packed of [gzipSync(some), gzipSync(some, { level: 1 }), zstdCompressSync(some)])
		expect(await send(file('some.packed', packed))).toMatchObject({ repeated: 2 });
	expect(await send('-', 0, Readable.from([Buffer.from(some)]))).toMatchObject({ repeated: 2 });
	expect(await send(file('twice', some + some))).toMatchObject({ accepted: 4, repeated: 0 });
});

test('a file that is one list is taken event by event, however it is written and however long', async () => {
	const listed = Array.from({ length: 15_000 }, (_, at) => ({
		time: new Date().toISOString(),
		message: `"listed", ${at} [\n]}`,
		at,
	}));
	const bare = JSON.stringify(listed);
	expect(bare.length).toBeGreaterThan(1_048_576);
	expect(await send(file('list.json', bare))).toMatchObject({ accepted: 15_000, refused: 0 });
	expect((await send(file('list.json', bare))).repeated).toBeGreaterThanOrEqual(15_000);
	const wrapped = `\ufeff${JSON.stringify({ Records: listed.slice(0, 40) }, null, 2)}\n`;
	expect(await send(file('records.json.gz', gzipSync(wrapped)))).toMatchObject({ accepted: 40, refused: 0 });
	const [row] = await room.telemetry.query<{ raw: string }>(
		`SELECT raw FROM dijkwacht.events WHERE raw LIKE '%"at": 39%' AND raw LIKE '%listed%' LIMIT 1`,
	);
	expect(JSON.parse(row!.raw)).toEqual(listed[39]);
});

test('an import that was interrupted says where to go on', async () => {
	const others = lines.replaceAll('imported', 'interrupted');
	const refused = importEvents({ url, token: 'dwt_unknown' }, file('other.ndjson', others), nothing, 0, () => undefined);
	await expect(refused).rejects.toThrow(Interrupted);
	const half = Buffer.concat([gzipSync(others).subarray(0, 100_000)]);
	const fault = await send(file('half.gz', half)).catch((thrown: Interrupted) => thrown);
	expect(fault).toBeInstanceOf(Interrupted);
	const { offset } = fault as Interrupted;
	expect(offset).toBeGreaterThan(0);
	expect(await send(file('whole.gz', gzipSync(others)), offset)).toMatchObject({ repeated: 0 });
	await expect(send(join(folder.path, 'absent'))).rejects.toThrow('no such file');
	await expect(sendBlock({ url, token: 'dwt_unknown' }, 'k', Buffer.from('x'), () => undefined)).rejects.toThrow(Refused);
});

test('the same bytes give the same blocks however they arrive, and bytes without lines are no text', async () => {
	const blocks = async (chunk: number) => {
		const whole = Buffer.from(lines);
		const pieces = Array.from({ length: Math.ceil(whole.length / chunk) }, (_, at) =>
			whole.subarray(at * chunk, (at + 1) * chunk),
		);
		return (await Array.fromAsync(blocksOf(Readable.from(pieces)))).map(({ offset, bytes }) => [offset, bytes.length]);
	};
	expect(await blocks(65_536)).toEqual(await blocks(1_000_003));
	const zeroes = Array.from({ length: 70 }, () => Buffer.alloc(1_048_576));
	await expect(Array.fromAsync(blocksOf(Readable.from(zeroes)))).rejects.toThrow('this is no text');
});
