import { expect, onTestFinished, test } from 'vitest';
import { lineSpans } from './line-spans.ts';
import { writeEvents } from './write-events.ts';
import { testStore } from '../testing/store.ts';

const school = '00000000-0000-4000-8000-000000000001';
const until = new Date('2099-01-01');

test('spans hold each line once, and no more lines than asked but those of one hour', async () => {
	const { telemetry, stop } = await testStore();
	onTestFinished(stop);
	const hours = [0, 1, 1, 1, 1, 1, 2, 3, 900, 901, 902, 1000];
	const times = [new Date('1990-01-01'), ...hours.map((hour) => new Date(Date.UTC(2026, 9, 1, hour, 59, 59, 999)))];
	const about = { institution: school, sensor: school, token: 't', received: new Date() };
	await writeEvents(
		telemetry,
		{ ...about, keepEventsUntil: until, keepObservablesUntil: until },
		times.map((time, line) => ({ line, time, format: 'plain', logsource: '//', raw: '{}', observables: [] })),
	);
	const held = (spans: Awaited<ReturnType<typeof lineSpans>>) =>
		spans.map(({ from, to }) => times.filter((time) => time >= from && time < to).length);
	expect(held(await lineSpans(telemetry, school, 3))).toEqual([2, 5, 3, 3]);
	const within = { from: new Date('2026-10-01'), to: new Date('2026-10-02') };
	expect(held(await lineSpans(telemetry, school, 1000, within))).toEqual([8]);
	expect(await lineSpans(telemetry, '00000000-0000-4000-8000-000000000002', 3)).toEqual([]);
});
