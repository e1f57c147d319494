import type { Work } from '#platform';
import type { WatchFacts } from '../model/watch.ts';

type DutyFacts = Pick<WatchFacts, 'deskStaffed' | 'contactReachable'>;

/** Until a rota tells otherwise nobody is known to be on duty, and unknown is never green. */
export async function dutyFacts(_work: Work, _institutions: readonly string[]): Promise<(institution: string) => DutyFacts> {
	return () => ({ deskStaffed: null, contactReachable: null });
}
