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

/** Is this a demo sector, a real one that somebody works in, or one that nobody took up yet? */
export async function whoIsThere(work: Work): Promise<'personas' | 'people' | 'nobody'> {
	const found = await sql<{
		personas: boolean;
		people: boolean;
	}>`select coalesce(bool_or(demo_persona is not null), false) as personas,
		count(*) > 0 as people from institutions.persons`.execute(work.tx);
	const { personas: demo, people } = found.rows[0]!;
	return demo ? 'personas' : people ? 'people' : 'nobody';
}
