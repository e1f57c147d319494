import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Inbox, type Parcel } from './inbox.ts';
import { TelemetryRefusal } from './telemetry.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const table = { name: 'dijkwacht.probe', columns: ['n'] };
const block = new Uint8Array([1, 2, 3]);
let directory: string;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'dijkwacht-inbox-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('all who ask while a load runs are answered, after what they put before', async () => {
	const loaded: number[] = [];
	const open: (() => void)[] = [];
	const inbox = new Inbox(directory, quiet, (parcels) => {
		loaded.push(parcels.length);
		return new Promise((resolve) => open.push(resolve));
	});
	await inbox.put(table, [block]);
	const first = inbox.settled();
	await inbox.put(table, [block, block]);
	const others = [inbox.settled(), inbox.settled()];
	open.shift()?.();
	await first;
	await expect.poll(() => loaded).toEqual([1, 2]);
	open.shift()?.();
	await Promise.all(others);
	expect([inbox.waitingBytes, readdirSync(directory)]).toEqual([0, []]);
});

test('a disk that is full for a while loses nothing, a file that is refused is kept, and a successor finds both', async () => {
	const full = () => Promise.reject(new TelemetryRefusal('no space', 243));
	const inbox = new Inbox(directory, quiet, full);
	await inbox.put(table, [block]);
	await inbox.settled();
	expect(inbox.waitingBytes).toBe(3);
	inbox.close();
	writeFileSync(join(directory, '000000000009.dijkwacht.probe.part'), 'half');
	const taken: Parcel[] = [];
	const next = new Inbox(directory, quiet, async (parcels) => {
		taken.push(...parcels);
		throw new TelemetryRefusal('bad', 33);
	});
	for (const { file } of next.left()) next.add({ table, file, bytes: 3 });
	await next.settled();
	expect(taken).toHaveLength(1);
	expect(readdirSync(directory)).toEqual(['000000000001.dijkwacht.probe.refused']);
	await next.put(table, [block]);
	expect(next.left().map((left) => left.table)).toEqual(['dijkwacht.probe', 'dijkwacht.probe']);
	next.close();
});
