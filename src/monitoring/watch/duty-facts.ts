import { type DeskState, type DutyProofs, dutyProofs } from '#duty';
import type { Ctx } from '#platform';
import type { WatchFacts } from '../model/watch.ts';
import type { WatchedInstitution } from '../store/watch.ts';

type DutyFacts = Pick<WatchFacts, 'desk' | 'contactReachable'>;

/** Somebody present at one of the desks is enough; no desk known is unknown. */
function bestOf(desks: readonly string[], proofs: DutyProofs['desks']): DeskState | null {
	const states = desks.flatMap((desk) => proofs.get(desk)?.state ?? []);
	return (['present', 'planned', 'empty'] as const).find((state) => states.includes(state)) ?? null;
}

/** What the duty room knows of the desks and duty contacts of these institutions, as far as the asker may know: one statement. */
export async function dutyFacts(ctx: Ctx, rows: readonly WatchedInstitution[]): Promise<(row: WatchedInstitution) => DutyFacts> {
	const { desks, contacts } = await dutyProofs(
		ctx.tx,
		rows.map(({ institution }) => institution),
		ctx.now,
	);
	return ({ institution, desks: watching }) => ({
		desk: bestOf([institution, ...watching], desks),
		contactReachable: contacts.get(institution) ?? null,
	});
}
