import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeUpRunning } from '#duty';
import { sendSynthetic } from '#monitoring';
import { asSystem, type Platform } from '#platform';
import { tellNight } from './night.ts';
import { drawFrom } from './random.ts';
import { happensAt, postLines, recordedLines } from './recorded.ts';
import type { DemoSensor } from './seed/sensors.ts';

export const keptSensors = (dataDir: string) => join(dataDir, 'demo-sensors.json');

/** Milliseconds within which the people of the demo's rota say that they are there. */
const handOver = 60_000;
/** Milliseconds between the first reports, so that every sensor has said something within half a minute. */
const hello = 120;

/**
 * Keeps the sensors of the demo sending recorded events through the public address, each within its rhythm, and its desk taken up.
 * @param address of this server on loopback
 */
export function startPulse(platform: Platform, address: string): { stop(): Promise<void> } {
	const file = keptSensors(platform.config.dataDir);
	if (!platform.config.DEMO || !existsSync(file)) return { stop: () => Promise.resolve() };
	const sensors = JSON.parse(readFileSync(file, 'utf8')) as DemoSensor[];
	const lines = recordedLines();
	const draw = drawFrom(platform.clock.now().getTime() % 1_000_000_007);
	// Twice within the shortest rhythm, so that one lost batch does not turn a light red.
	const every = Math.max(
		250,
		Math.floor((Math.min(...sensors.map(({ rhythmSeconds }) => rhythmSeconds)) * 500) / sensors.length),
	);
	let turn = draw.between(0, sensors.length - 1);
	// The job does this every ten minutes; a watch board that begins red for ten minutes would tell a newcomer nothing.
	let sending: Promise<unknown> = sendSynthetic(platform)
		.then(() => tellNight(address, platform.config.dataDir, sensors, platform.clock.now()))
		.catch((fault: unknown) => platform.log.warn({ err: fault }, 'the first night of the demo was not sent'));
	let stopped = false;
	let sent = 0;

	async function send(): Promise<void> {
		if (stopped) return;
		const sensor = sensors[turn % sensors.length];
		turn += 1;
		const own = lines.get(sensor?.kind ?? '');
		if (sensor === undefined || own === undefined || own.length === 0) return;
		const now = platform.clock.now();
		const status = await postLines(
			address,
			sensor,
			Array.from({ length: draw.between(1, 3) }, () => happensAt(draw.pick(own), now)),
		);
		if (status !== 200) platform.log.warn({ status }, 'a batch of the demo was refused');
	}
	function next(): void {
		if (stopped) return;
		sending = sending.then(send).catch((fault: unknown) => platform.log.warn({ err: fault }, 'a batch of the demo was not sent'));
		sent += 1;
		timer = setTimeout(next, sent < sensors.length ? hello : every);
	}
	let timer = setTimeout(next, hello);
	const watch = () => asSystem(platform, ({ tx, now }) => takeUpRunning(tx, now)).catch(() => undefined);
	let taking: Promise<unknown> = watch();
	const shifts = setInterval(() => {
		taking = watch();
	}, handOver);
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			clearInterval(shifts);
			await Promise.all([sending, taking]);
		},
	};
}
