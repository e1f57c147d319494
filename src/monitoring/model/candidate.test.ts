import { expect, test } from 'vitest';
import { Candidates, type Cause, hostOf, windowOf } from './candidate.ts';

const received = new Date('2026-11-23T12:00:00Z');
const cause: Cause = { cause: 'rule:a', titleNl: 'A', titleEn: 'A', author: '', severity: 'high' };
const event = (line: number, minute: number, host: string) => ({
	line,
	time: new Date(Date.UTC(2026, 10, 23, 11, minute)),
	observables: [{ kind: 'ipv4', value: '192.0.2.1' } as const, { kind: 'host-name', value: host } as const],
	raw: '{}',
});

test('a flood on one host becomes one candidate with a counter', () => {
	const candidates = new Candidates(received, 10);
	for (let line = 0; line < 500; line++) candidates.add(cause, event(line, 30 - (line % 7), 'pc1'));
	candidates.add(cause, event(500, 30, 'pc2'));
	expect(candidates.all.map(({ host, count, line }) => [host, count, line])).toEqual([
		['pc1', 500, 0],
		['pc2', 1, 500],
	]);
	expect(candidates.all[0]?.firstTime).toEqual(new Date('2026-11-23T11:24:00Z'));
});

test('a batch that invents hosts fills no queue', () => {
	const candidates = new Candidates(received, 10);
	for (let line = 0; line < 500; line++) candidates.add(cause, event(line, 1, `pc${line}`));
	expect(candidates.all).toHaveLength(11);
	expect(candidates.all.at(-1)).toMatchObject({ host: '*', count: 490 });
});

test('a window follows the event, and the receipt when the event says 2099', () => {
	expect(windowOf(new Date('2026-11-20T03:59:59Z'), received)).toEqual(new Date('2026-11-20T03:00:00Z'));
	expect(windowOf(new Date('2099-01-01T00:00:00Z'), received)).toEqual(received);
	expect(hostOf([{ kind: 'md5', value: 'x' }])).toBe('');
});
