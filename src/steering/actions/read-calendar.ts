import type { InstitutionKind } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { localDay, milestones } from '#improvement';
import { type Ctx, sql } from '#platform';
import type { readCalendar } from '../contract.ts';
import { readFigures } from './read-figures.ts';

interface Listed {
	readonly id: string;
	readonly name: string;
	readonly kind: InstitutionKind;
	readonly province: string | null;
}

/** Institutions with the milestones they disclose to the asker; of the others only that they exist. */
export async function calendar(ctx: Ctx, { query }: Input<typeof readCalendar>): Promise<Output<typeof readCalendar>> {
	const { kind = null, province = null } = query;
	const listed = await sql<Listed>`select i.id, o.name, i.kind, i.province from institutions.institutions i
		join institutions.organisations o on o.id = i.id
		where i.merged_into is null and (i.valid_until is null or i.valid_until >= current_date)
			and (${kind}::text is null or i.kind = ${kind}) and (${province}::text is null or i.province = ${province})
		order by o.name`.execute(ctx.tx);
	const rows = Map.groupBy(await milestones(ctx.tx), ({ institution }) => institution);
	const hidden = listed.rows.filter(({ id }) => !rows.has(id));
	const items = listed.rows.flatMap((institution) => {
		const own = rows.get(institution.id);
		if (own === undefined) return [];
		const dates = own.map(({ kind: milestone, planned, forecast, actual }) => ({ kind: milestone, planned, forecast, actual }));
		return [{ institution, milestones: dates }];
	});
	const figures = await readFigures(ctx, 'milestones');
	return { today: localDay(ctx.now), items, hidden, notShown: hidden.length, figures };
}
