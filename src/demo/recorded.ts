import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSensor } from './seed/sensors.ts';

const eventFolder = join(import.meta.dirname, '../../content/demo/events');

const streams: Record<string, readonly string[]> = {
	network: ['suricata.ndjson', 'zeek.ndjson'],
	endpoint: ['windows.ndjson', 'cloud.ndjson'],
};

/** Recorded lines by the kind of sensor that would send them. */
export function recordedLines(): ReadonlyMap<string, readonly string[]> {
	const linesOf = (name: string) => readFileSync(join(eventFolder, name), 'utf8').split('\n').filter(Boolean);
	return new Map(Object.entries(streams).map(([kind, names]) => [kind, names.flatMap(linesOf)]));
}

/** The day on which the recorded events were made; moments on it become now. */
const recorded = '2026-11-09';

/** A recorded line as if it happened at this moment, in whatever form its format writes time. */
export function happensAt(line: string, moment: Date): string {
	const iso = moment.toISOString();
	return line
		.replaceAll(
			new RegExp(`${recorded}([T ])\\d\\d:\\d\\d:\\d\\d`, 'g'),
			(_all, gap: string) => `${iso.slice(0, 10)}${gap}${iso.slice(11, 19)}`,
		)
		.replace(/"ts":\d{10}(\.\d+)?/, `"ts":${(moment.getTime() / 1000).toFixed(3)}`);
}

/** Posts lines as the sensor that they belong to, at the address any sensor uses. */
export async function postLines(address: string, sensor: DemoSensor, lines: readonly string[]): Promise<number> {
	const headers = { authorization: `Bearer ${sensor.secret}`, 'content-type': 'application/x-ndjson' };
	const answer = await fetch(`${address}/v1/ingest/events`, { method: 'POST', headers, body: `${lines.join('\n')}\n` });
	return answer.status;
}
