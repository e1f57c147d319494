/** Nearly: less than half a level short. Judged on the exact value: 2.96 shows 3,0 and does not meet 3. */
export function judgeLevel(value: number, target: number | null): 'good' | 'warn' | 'bad' | 'idle' {
	if (target === null) return 'idle';
	if (value >= target) return 'good';
	return target - value < 0.5 ? 'warn' : 'bad';
}

export interface MilestoneDates {
	readonly planned: string | null;
	readonly forecast: string | null;
	readonly actual: string | null;
}
export type MilestoneState = 'reached' | 'late' | 'slipping' | 'planned' | 'unplanned';

/** Reached; late: the planned day has passed; slipping: the forecast lies after the plan. Days are `YYYY-MM-DD`. */
export function milestoneState({ planned, forecast, actual }: MilestoneDates, today: string): MilestoneState {
	if (actual !== null) return 'reached';
	if (planned === null) return forecast === null ? 'unplanned' : 'planned';
	if (planned < today) return 'late';
	return forecast !== null && forecast > planned ? 'slipping' : 'planned';
}

/** The day that counts for a milestone now: reached, else expected, else planned. */
export function milestoneDay({ planned, forecast, actual }: MilestoneDates): string | null {
	return actual ?? forecast ?? planned;
}
