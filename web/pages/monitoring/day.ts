import type { WatchHistory } from './types.ts';

/** How a proof did in an hour; `none`: nothing to judge it by, which is never green. */
export type HourState = 'yes' | 'partly' | 'no' | 'none';
export interface DrawnHour {
	readonly hour: string;
	readonly sensors: HourState;
	readonly desk: HourState;
	readonly synthetic: HourState;
}

function share(part: number, whole: number): HourState {
	if (whole === 0) return 'none';
	return part >= whole ? 'yes' : part === 0 ? 'no' : 'partly';
}

/** Hour by hour what the three proofs that have a past were worth. */
export function drawnDay(hours: WatchHistory['hours']): DrawnHour[] {
	return hours.map(({ hour, sensors, reported, checks, passed, deskStaffed }) => ({
		hour,
		sensors: share(reported, sensors),
		desk: deskStaffed === null ? 'none' : deskStaffed ? 'yes' : 'no',
		synthetic: share(passed, checks),
	}));
}
