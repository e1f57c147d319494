import type { WatchHistory } from './types.ts';

/** How a proof did in an hour; `none`: nothing to judge it by, which is never green. */
export type HourState = 'yes' | 'partly' | 'no' | 'none';
export interface DrawnHour {
	readonly hour: string;
	readonly sensors: HourState;
	readonly desk: HourState;
	readonly synthetic: HourState;
}

/** A rota that nobody took up proves nothing. */
const deskHours = { present: 'yes', planned: 'none', empty: 'no' } as const satisfies Record<string, HourState>;

function share(part: number, whole: number): HourState {
	if (whole === 0) return 'none';
	return part >= whole ? 'yes' : part === 0 ? 'no' : 'partly';
}

/** Hour by hour what the three proofs that have a past were worth. */
export function drawnDay(hours: WatchHistory['hours']): DrawnHour[] {
	return hours.map(({ hour, sensors, reported, checks, passed, desk }) => ({
		hour,
		sensors: share(reported, sensors),
		desk: deskHours[desk ?? 'planned'],
		synthetic: share(passed, checks),
	}));
}
