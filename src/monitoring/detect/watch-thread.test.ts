import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { timeOf } from './thread-time.ts';
import { Watch } from './watch-thread.ts';
import { at } from './wire.ts';

const innocent = () => false;

test('a line is held to be guilty for the processor it took, and a suspect is given twice as much', () => {
	const progress = new Int32Array(new SharedArrayBuffer(8));
	const watch = new Watch(progress);
	progress[at.slice] = 3;
	progress[at.place] = 7;
	expect(watch.look(5000, innocent)).toBeUndefined();
	expect(watch.look(5990, innocent)).toBeUndefined();
	expect(watch.look(6000, () => true)).toBeUndefined();
	expect(watch.look(6000, innocent)).toEqual({ slice: 3, place: 7, milliseconds: 1000 });
	progress[at.place] = 8;
	expect(watch.look(9000, innocent)).toBeUndefined();
	progress[at.slice] = 0;
	expect(watch.look(19_000, innocent)).toBeUndefined();
});

test('what a stuck thread uses is told from outside, and what a waiting one uses does not grow', async () => {
	const program = `const { readlinkSync } = require('node:fs');
		const { parentPort } = require('node:worker_threads');
		parentPort.postMessage('/proc/' + readlinkSync('/proc/thread-self') + '/stat');
		parentPort.on('message', () => { for (;;); });`;
	const worker = new Worker(program, { eval: true });
	const task = await new Promise<string>((resolve) => worker.once('message', resolve));
	const idle = timeOf(task);
	worker.postMessage('be stuck');
	await expect.poll(() => timeOf(task) - idle, { timeout: 30_000 }).toBeGreaterThan(50);
	await worker.terminate();
	expect(timeOf(undefined)).toBeGreaterThan(0);
});
