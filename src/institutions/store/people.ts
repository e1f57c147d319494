import type { HumanRole, Locale } from '#kernel';
import { sql, type Work } from '#platform';

export interface NewHat {
	readonly organisation: string;
	readonly role: HumanRole;
	/** Unit of that institution, for a faculty contact. */
	readonly unit?: string;
}

export interface NewPerson {
	readonly id?: string;
	readonly displayName: string;
	readonly mail?: string;
	/** `nl` when absent. */
	readonly locale?: Locale;
	/** Key of a persona of the demo; absent for real people. */
	readonly demoPersona?: string;
	readonly hats: readonly NewHat[];
}

/** Adds people with the hats they wear, all or none, in two statements. @returns ids in the order given */
export async function addPeople(work: Work, people: readonly NewPerson[]): Promise<string[]> {
	const made = await sql<{ id: string }>`with given as materialized (
			select coalesce(x.id, uuidv7()) as key, x.* from rows from (jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as
				(id uuid, "displayName" text, mail text, locale text, "demoPersona" text)) with ordinality
				as x (id, display_name, mail, locale, demo_persona, place)
		), person as (
			insert into institutions.persons (id, display_name, mail, locale, demo_persona, created_at)
			select key, display_name, mail, coalesce(locale, 'nl'), demo_persona, ${work.now} from given
		)
		select key as id from given order by place`.execute(work.tx);
	const ids = made.rows.map(({ id }) => id);
	const hats = people.flatMap((person, place) => person.hats.map((hat) => ({ ...hat, person: ids[place] })));
	if (hats.length > 0) await addHats(work, hats);
	return ids;
}

/** @returns id of the person */
export async function addPerson(work: Work, person: NewPerson): Promise<string> {
	return (await addPeople(work, [person]))[0]!;
}

/** Gives a person one more hat; a hat worn already stays as it is. */
export async function addMembership(work: Work, person: string, hat: NewHat): Promise<void> {
	await addHats(work, [{ ...hat, person }]);
}

async function addHats(work: Work, hats: readonly object[]): Promise<void> {
	await sql`insert into institutions.memberships (person_id, organisation_id, role, unit_id, from_at)
		select person, organisation, role, unit, ${work.now} from jsonb_to_recordset(${JSON.stringify(hats)}::jsonb)
			as x (person uuid, organisation uuid, role text, unit uuid)
		on conflict (person_id, organisation_id, role) where ended_at is null do nothing`.execute(work.tx);
}
