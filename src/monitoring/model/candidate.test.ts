import { expect, test } from 'vitest';
import { hostOf, Tallies, windowOf } from './candidate.ts';

const received = new Date('2026-11-23T12:00:00Z');
const cause = 'rule:a';
const event = (line: number, minute: number, host: string) => ({
	line,
	time: new Date(Date.UTC(2026, 10, 23, 11, minute)),
	observables: [{ kind: 'ipv4', value: '192.0.2.1' } as const, { kind: 'host-name', value: host } as const],
	raw: '{}',
});

test('a flood on one host becomes one tally with a counter', () => {
	const tallies = new Tallies(received, 10);
	for (let line = 0; line < 500; line++) tallies.add(cause, event(line, 30 - (line % 7), 'pc1'));
	tallies.add(cause, event(500, 30, 'pc2'));
	expect(tallies.all.map(({ host, count, line }) => [host, count, line])).toEqual([
		['pc1', 500, 0],
		['pc2', 1, 500],
	]);
	expect(tallies.all[0]?.firstTime).toEqual(new Date('2026-11-23T11:24:00Z'));
});

test('a batch that invents hosts fills no queue', () => {
	const tallies = new Tallies(received, 10);
	for (let line = 0; line < 500; line++) tallies.add(cause, event(line, 1, `pc${line}`));
	expect(tallies.all).toHaveLength(11);
	expect(tallies.all.at(-1)).toMatchObject({ host: '*', count: 490 });
});

test('gathered in parts and put together is gathered at once', () => {
	const whole = new Tallies(received, 10);
	const together = new Tallies(received, 10);
	for (let part = 0; part < 5; part++) {
		const tallies = new Tallies(received, 10);
		for (let line = part * 20; line < part * 20 + 20; line++) {
			for (const one of [whole, tallies]) one.add(cause, event(line, line % 50, `pc${line % 3}`));
		}
		for (const tally of tallies.all) together.merge(tally);
	}
	expect(together.all).toEqual(whole.all);
});

test('a window follows the event, and the receipt when the event says 2099', () => {
	expect(windowOf(new Date('2026-11-20T03:59:59Z'), received)).toEqual(new Date('2026-11-20T03:00:00Z'));
	expect(windowOf(new Date('2099-01-01T00:00:00Z'), received)).toEqual(received);
	expect(hostOf([{ kind: 'md5', value: 'x' }])).toBe('');
});
