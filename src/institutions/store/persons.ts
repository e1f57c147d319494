import { type Ctx, sql, type Work } from '#platform';

export async function chooseLocale(ctx: Ctx, locale: 'nl' | 'en'): Promise<void> {
	await sql`update institutions.persons set locale = ${locale} where id = ${ctx.who.person}`.execute(ctx.tx);
}

export interface PersonaRow {
	readonly key: string;
	readonly person: string;
	readonly displayName: string;
	readonly organisationName: string;
	readonly organisationKind: string;
	readonly role: string;
}

/** Personas of the demo with the first hat each wears. */
export async function personas(work: Work): Promise<PersonaRow[]> {
	const found = await sql<PersonaRow>`select distinct on (p.demo_persona) p.demo_persona as key, p.id as person,
			p.display_name as "displayName", o.name as "organisationName", o.kind as "organisationKind", m.role
		from institutions.persons p
		join institutions.memberships m on m.person_id = p.id and m.ended_at is null
		join institutions.organisations o on o.id = m.organisation_id
		where p.demo_persona is not null and p.disabled_at is null
		order by p.demo_persona, m.from_at, m.id`.execute(work.tx);
	return found.rows;
}
