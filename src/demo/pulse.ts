import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendSynthetic } from '#monitoring';
import type { Platform } from '#platform';
import { drawFrom } from './random.ts';
import type { DemoSensor } from './seed/sensors.ts';

const eventFolder = join(import.meta.dirname, '../../content/demo/events');
export const keptSensors = (dataDir: string) => join(dataDir, 'demo-sensors.json');

const streams: Record<string, readonly string[]> = {
	network: ['suricata.ndjson', 'zeek.ndjson'],
	endpoint: ['windows.ndjson', 'cloud.ndjson'],
};

/** The day on which the recorded events were made; moments on it become now. */
const recorded = '2026-11-09';

/** Milliseconds between the first reports, so that every sensor has said something within half a minute. */
const hello = 120;

/** A recorded line as if it happened at this moment, in whatever form its format writes time. */
export function happensNow(line: string, now: Date): string {
	const iso = now.toISOString();
	return line
		.replaceAll(
			new RegExp(`${recorded}([T ])\\d\\d:\\d\\d:\\d\\d`, 'g'),
			(_all, gap: string) => `${iso.slice(0, 10)}${gap}${iso.slice(11, 19)}`,
		)
		.replace(/"ts":\d{10}(\.\d+)?/, `"ts":${(now.getTime() / 1000).toFixed(3)}`);
}

function linesOf(kind: string): string[] {
	return (streams[kind] ?? []).flatMap((name) => readFileSync(join(eventFolder, name), 'utf8').split('\n').filter(Boolean));
}

/**
 * Keeps the sensors of the demo sending recorded events through the public address, each within its rhythm.
 * @param address of this server on loopback
 */
export function startPulse(platform: Platform, address: string): { stop(): Promise<void> } {
	const file = keptSensors(platform.config.dataDir);
	if (!platform.config.DEMO || !existsSync(file)) return { stop: () => Promise.resolve() };
	const sensors = JSON.parse(readFileSync(file, 'utf8')) as DemoSensor[];
	const lines = new Map(Object.keys(streams).map((kind) => [kind, linesOf(kind)]));
	const draw = drawFrom(platform.clock.now().getTime() % 1_000_000_007);
	// Twice within the shortest rhythm, so that one lost batch does not turn a light red.
	const every = Math.max(
		250,
		Math.floor((Math.min(...sensors.map(({ rhythmSeconds }) => rhythmSeconds)) * 500) / sensors.length),
	);
	let turn = draw.between(0, sensors.length - 1);
	// The job does this every ten minutes; a watch board that begins red for ten minutes would tell a newcomer nothing.
	let sending: Promise<unknown> = sendSynthetic(platform);
	let stopped = false;
	let sent = 0;

	async function send(): Promise<void> {
		if (stopped) return;
		const sensor = sensors[turn % sensors.length];
		turn += 1;
		const recordedLines = lines.get(sensor?.kind ?? '');
		if (sensor === undefined || recordedLines === undefined || recordedLines.length === 0) return;
		const body = Array.from({ length: draw.between(1, 3) }, () => happensNow(draw.pick(recordedLines), platform.clock.now()));
		const headers = { authorization: `Bearer ${sensor.secret}`, 'content-type': 'application/x-ndjson' };
		const answer = await fetch(`${address}/v1/ingest/events`, { method: 'POST', headers, body: `${body.join('\n')}\n` });
		if (!answer.ok) platform.log.warn({ status: answer.status }, 'a batch of the demo was refused');
	}
	function next(): void {
		if (stopped) return;
		sending = sending.then(send).catch((fault: unknown) => platform.log.warn({ err: fault }, 'a batch of the demo was not sent'));
		sent += 1;
		timer = setTimeout(next, sent < sensors.length ? hello : every);
	}
	let timer = setTimeout(next, hello);
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await sending;
		},
	};
}
