import { fail, finding, ok, type Result } from '#kernel';

/** Rotas are made in the time of the clock on the wall, whatever summer time does to it. */
export const rotaZone = 'Europe/Amsterdam';
const longestHours = 26;

export interface PlannedShift {
	readonly personId: string | null;
	readonly personName: string;
	/** Wall clock, `YYYY-MM-DDTHH:MM`. */
	readonly from: string;
	/** Wall clock; the end itself is not on duty. */
	readonly to: string;
}

export interface Shift {
	readonly personId: string | null;
	readonly personName: string;
	readonly startsAt: Date;
	readonly endsAt: Date;
}

/** A moment that summer time skips becomes the one an hour later; one that comes twice is the first. */
function instant(wall: string): Date | undefined {
	try {
		return new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(rotaZone).epochMilliseconds);
	} catch {
		return undefined;
	}
}

function laterWeeks(wall: string, weeks: number): string {
	return Temporal.PlainDateTime.from(wall).add({ weeks }).toString({ smallestUnit: 'minute' });
}

/**
 * Shifts as moments, repeated week by week at the same wall-clock time.
 * @param weeks how often, 1 for once
 */
export function planShifts(planned: readonly PlannedShift[], weeks: number): Result<Shift[]> {
	const shifts: Shift[] = [];
	for (const [at, { personId, personName, from, to }] of planned.entries()) {
		if (instant(from) === undefined)
			return fail(finding('moment-unreadable', `/body/shifts/${at}/from`, `not a moment: ${from}`));
		if (instant(to) === undefined) return fail(finding('moment-unreadable', `/body/shifts/${at}/to`, `not a moment: ${to}`));
		for (let week = 0; week < weeks; week++) {
			const startsAt = instant(laterWeeks(from, week))!;
			const endsAt = instant(laterWeeks(to, week))!;
			const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
			if (hours <= 0 || hours > longestHours) {
				return fail(
					finding('shift-length', `/body/shifts/${at}/to`, `a shift ends after it begins, within ${longestHours} hours`),
				);
			}
			shifts.push({ personId, personName, startsAt, endsAt });
		}
	}
	return ok(shifts);
}

export interface Span {
	readonly from: Date;
	readonly to: Date;
}

/** Stretches of a span in which nobody is on duty. */
export function gapsIn(span: Span, shifts: readonly Pick<Shift, 'startsAt' | 'endsAt'>[]): Span[] {
	const gaps: Span[] = [];
	let covered = span.from;
	for (const { startsAt, endsAt } of [...shifts].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())) {
		if (startsAt >= span.to) break;
		if (startsAt > covered) gaps.push({ from: covered, to: startsAt });
		if (endsAt > covered) covered = endsAt;
	}
	if (covered < span.to) gaps.push({ from: covered, to: span.to });
	return gaps;
}
