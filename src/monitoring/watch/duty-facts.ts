import { contactReachable, type DeskProof, desksStaffed } from '#duty';
import type { Ctx } from '#platform';
import type { WatchFacts } from '../model/watch.ts';
import { watchDesks } from '../store/watch.ts';

type DutyFacts = Pick<WatchFacts, 'deskStaffed' | 'contactReachable'>;

/** Somebody at one of the desks is enough; nobody at any known desk is not; no desk known is unknown. */
function staffedBy(desks: readonly string[], proofs: ReadonlyMap<string, DeskProof>): boolean | null {
	const known = desks.flatMap((desk) => proofs.get(desk) ?? []);
	return known.length === 0 ? null : known.some(({ staffed }) => staffed);
}

/** What the duty room knows of the desks and duty contacts of these institutions, as far as the asker may know: three statements. */
export async function dutyFacts(ctx: Ctx, institutions: readonly string[]): Promise<(institution: string) => DutyFacts> {
	const watching = Map.groupBy(await watchDesks(ctx.tx), ({ institution }) => institution);
	const proofs = await desksStaffed(ctx.tx, ctx.now);
	const contacts = await contactReachable(ctx.tx, institutions, ctx.now);
	return (institution) => ({
		deskStaffed: staffedBy([institution, ...(watching.get(institution) ?? []).map(({ desk }) => desk)], proofs),
		contactReachable: contacts.get(institution) ?? null,
	});
}
