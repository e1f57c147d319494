import { contactReachable, deskStaffed } from '#duty';
import type { Ctx } from '#platform';
import type { WatchFacts } from '../model/watch.ts';
import { watchDesks } from '../store/watch.ts';

type DutyFacts = Pick<WatchFacts, 'deskStaffed' | 'contactReachable'>;

/** A few desks watch everybody; more than these would be somebody's mistake and cost a statement each. */
const mostDesks = 4;

/** Somebody at one of the desks is enough; nobody at any known desk is not; no desk known is unknown. */
function staffedBy(desks: readonly string[], staffed: ReadonlyMap<string, boolean | null>): boolean | null {
	const known = desks.flatMap((desk) => staffed.get(desk) ?? []);
	return known.length === 0 ? null : known.some((answer) => answer);
}

/** What the duty room knows of the desks and duty contacts of these institutions, as far as the asker may know. */
export async function dutyFacts(ctx: Ctx, institutions: readonly string[]): Promise<(institution: string) => DutyFacts> {
	const { organisation, organisationKind } = ctx.who;
	const watching = await watchDesks(ctx.tx);
	const own = organisationKind === 'institution' ? [organisation] : [];
	const desks = [...new Set([...own, ...watching.map(({ desk }) => desk)])].slice(0, mostDesks);
	const staffed = new Map<string, boolean | null>();
	for (const desk of desks) staffed.set(desk, (await deskStaffed(ctx.tx, desk, ctx.now)).staffed);
	const contacts = await contactReachable(ctx.tx, institutions, ctx.now);
	const byInstitution = Map.groupBy(watching, ({ institution }) => institution);
	return (institution) => ({
		deskStaffed: staffedBy([institution, ...(byInstitution.get(institution) ?? []).map(({ desk }) => desk)], staffed),
		contactReachable: contacts.get(institution) ?? null,
	});
}
