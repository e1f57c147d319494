import { describe, expect, it } from 'vitest';
import { judgeLevel, milestoneDay, milestoneState } from './judge.ts';

describe('judging', () => {
	it('does not let 2.96 meet 3, although it shows as 3,0', () => {
		expect([judgeLevel(2.96, 3), judgeLevel(3, 3), judgeLevel(2.4, 3), judgeLevel(2.4, null)]).toEqual([
			'warn',
			'good',
			'bad',
			'idle',
		]);
	});

	it('calls a milestone late only when its planned day has passed without it', () => {
		const today = '2026-11-23';
		const state = (planned: string | null, forecast: string | null, actual: string | null) =>
			milestoneState({ planned, forecast, actual }, today);
		expect(state('2026-01-01', null, '2026-02-01')).toBe('reached');
		expect(state('2026-11-22', '2027-01-01', null)).toBe('late');
		expect(state('2026-11-23', null, null)).toBe('planned');
		expect(state('2027-01-01', '2027-03-01', null)).toBe('slipping');
		expect(state(null, null, null)).toBe('unplanned');
		expect(milestoneDay({ planned: 'a', forecast: 'b', actual: null })).toBe('b');
	});
});
