import type { HumanRole, Locale } from '#kernel';
import { type Ctx, sql, type Work } from '#platform';

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

export interface MemberRow {
	readonly membership: string;
	readonly person: string;
	readonly displayName: string;
	readonly mail: string | null;
	readonly role: HumanRole;
	readonly unit: string | null;
	readonly unitName: string | null;
	readonly from: Date;
}

export async function listMembers(ctx: Ctx): Promise<MemberRow[]> {
	const found =
		await sql<MemberRow>`select m.id as membership, p.id as person, p.display_name as "displayName", p.mail, m.role, m.unit_id as unit,
			u.name as "unitName", m.from_at as "from"
		from institutions.memberships m join institutions.persons p on p.id = m.person_id left join institutions.units u on u.id = m.unit_id
		where m.organisation_id = ${ctx.who.organisation} and m.ended_at is null order by p.display_name, m.role limit 2000`.execute(
			ctx.tx,
		);
	return found.rows;
}

/** One more hat for a person the asker's organisation knows. @returns undefined when it does not know the person */
export async function giveHat(ctx: Ctx, person: string, role: string, unit: string | null): Promise<string | undefined> {
	const made = await sql<{ id: string }>`insert into institutions.memberships (person_id, organisation_id, role, unit_id, from_at)
		select m.person_id, m.organisation_id, ${role}, ${unit}, ${ctx.now} from institutions.memberships m
		where m.person_id = ${person} and m.organisation_id = ${ctx.who.organisation} and m.ended_at is null limit 1 returning id`.execute(
		ctx.tx,
	);
	return made.rows[0]?.id;
}

/** Ends a hat of somebody else: nobody shuts the door behind the last one inside. */
export async function endHat(ctx: Ctx, membership: string): Promise<{ person: string; role: string } | undefined> {
	const ended = await sql<{ person: string; role: string }>`update institutions.memberships set ended_at = ${ctx.now}
		where id = ${membership} and organisation_id = ${ctx.who.organisation} and ended_at is null and person_id <> ${ctx.who.person}
		returning person_id as person, role`.execute(ctx.tx);
	return ended.rows[0];
}
