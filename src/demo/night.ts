import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { drawFrom } from './random.ts';
import { happensAt, postLines, recordedLines } from './recorded.ts';
import type { DemoSensor } from './seed/sensors.ts';

/** Stands in the data folder of a new demo until the events of its first night were sent. */
export const nightToTell = (dataDir: string) => join(dataDir, 'demo-night');

const night = { seed: 20_210_929, sensors: 14, lines: 22, hours: 9 } as const;

/**
 * What some sensors saw in the hours before the first start, so that the analyst of the demo finds a queue with work in it.
 * The same sensors and lines every time; only the moments follow the clock.
 */
export function nightOf(sensors: readonly DemoSensor[], now: Date): { sensor: DemoSensor; lines: string[] }[] {
	const draw = drawFrom(night.seed);
	const recorded = recordedLines();
	return sensors
		.map((sensor) => ({ sensor, lot: draw.next() }))
		.toSorted((one, other) => one.lot - other.lot)
		.slice(0, night.sensors)
		.map(({ sensor }) => {
			const ago = Array.from({ length: night.lines }, () => draw.between(1, night.hours * 3600)).toSorted((a, b) => b - a);
			const lines = ago.map((seconds) =>
				happensAt(draw.pick(recorded.get(sensor.kind) ?? ['{}']), new Date(now.getTime() - seconds * 1000)),
			);
			return { sensor, lines };
		});
}

/** Sends the first night once. */
export async function tellNight(address: string, dataDir: string, sensors: readonly DemoSensor[], now: Date): Promise<void> {
	const mark = nightToTell(dataDir);
	if (!existsSync(mark)) return;
	for (const { sensor, lines } of nightOf(sensors, now)) await postLines(address, sensor, lines);
	rmSync(mark);
}
