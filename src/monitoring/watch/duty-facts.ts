import { type DutyProofs, dutyProofs } from '#duty';
import type { Ctx } from '#platform';
import type { WatchFacts } from '../model/watch.ts';
import type { WatchedInstitution } from '../store/watch.ts';

type DutyFacts = Pick<WatchFacts, 'deskStaffed' | 'contactReachable'>;

/** Somebody at one of the desks is enough; nobody at any known desk is not; no desk known is unknown. */
function staffedBy(desks: readonly string[], proofs: DutyProofs['desks']): boolean | null {
	const known = desks.flatMap((desk) => proofs.get(desk) ?? []);
	return known.length === 0 ? null : known.some(({ staffed }) => staffed);
}

/** What the duty room knows of the desks and duty contacts of these institutions, as far as the asker may know: one statement. */
export async function dutyFacts(ctx: Ctx, rows: readonly WatchedInstitution[]): Promise<(row: WatchedInstitution) => DutyFacts> {
	const { desks, contacts } = await dutyProofs(
		ctx.tx,
		rows.map(({ institution }) => institution),
		ctx.now,
	);
	return ({ institution, desks: watching }) => ({
		deskStaffed: staffedBy([institution, ...watching], desks),
		contactReachable: contacts.get(institution) ?? null,
	});
}
