import { reachableDays } from './challenge.ts';

/** A contact counts as reachable for 31 days after it was confirmed. */
export function isReachable(confirmedAt: Date | null, at: Date): boolean {
	return confirmedAt !== null && confirmedAt <= at && at.getTime() - confirmedAt.getTime() <= reachableDays * 86_400_000;
}
