import type { DisclosureSubject, InstitutionKind } from '#kernel';
import { type Ctx, sql, type Work } from '#platform';

interface Actor {
	readonly person: string;
	readonly role: string;
}

/**
 * Writes an entry in the audit trail of an organisation, in the transaction of the change itself.
 * @param verb `noun.past-tense`, for example `target.signed`; @param subject id of what was changed
 * @param detail facts that explain the change; no secrets, no personal data
 */
export async function record(ctx: Ctx, verb: string, subject: string, detail: object = {}, organisation = ctx.who.organisation) {
	await sql`select institutions.record(${organisation}, ${verb}, ${subject}, ${JSON.stringify(detail)}::jsonb)`.execute(ctx.tx);
}

/** The same for work that Dijkwacht does by itself. */
export async function recordSystem(work: Work, organisation: string, verb: string, subject: string, detail: object = {}) {
	await sql`select institutions.record(${organisation}, ${verb}, ${subject}, ${JSON.stringify(detail)}::jsonb)`.execute(work.tx);
}

/** The same for what somebody did at the door, where the transaction does not know them yet: signing in and out. */
export async function recordAs(work: Work, by: Actor, organisation: string, verb: string, subject: string, detail: object = {}) {
	const speakAs = (person: string, role: string) =>
		sql`select set_config('dijkwacht.person', ${person}, true), set_config('dijkwacht.role', ${role}, true)`.execute(work.tx);
	await speakAs(by.person, by.role);
	await recordSystem(work, organisation, verb, subject, detail);
	await speakAs('', '');
}

/** For what the command line did to the register: in the trail of the operator, when there is one. */
export async function recordOperator(work: Work, verb: string, subject: string, detail: object): Promise<void> {
	await sql`select institutions.record(o.id, ${verb}, ${subject}, ${JSON.stringify(detail)}::jsonb) from (
		select id from institutions.organisations where kind = 'operator' order by created_at limit 1) o`.execute(work.tx);
}

/** Notes that another organisation looked at an institution's rows; the institution sees it under "Wie ziet wat". */
export async function noteLook(ctx: Ctx, institution: string, subject: string): Promise<void> {
	if (institution === ctx.who.organisation) return;
	await sql`insert into institutions.looks (institution_id, viewer_id, viewer_person, subject)
		values (${institution}, ${ctx.who.organisation}, ${ctx.who.person}, ${subject})`.execute(ctx.tx);
}

/** The same for several institutions at once; the asker's own is left out. */
export async function noteLooks(ctx: Ctx, institutions: readonly string[], subject: string): Promise<void> {
	const others = institutions.filter((one) => one !== ctx.who.organisation);
	if (others.length === 0) return;
	await sql`insert into institutions.looks (institution_id, viewer_id, viewer_person, subject)
		select one, ${ctx.who.organisation}, ${ctx.who.person}, ${subject} from unnest(${others}::uuid[]) one`.execute(ctx.tx);
}

export interface Shown {
	readonly institution: { readonly id: string; readonly name: string; readonly kind: InstitutionKind };
	readonly subjects: ReadonlySet<DisclosureSubject>;
}

/**
 * What of these subjects an institution shows to the asker, with the look at each noted: one statement.
 * @returns undefined when it shows none of them, or does not exist; the asker is not told which
 */
export async function look(ctx: Ctx, id: string, subjects: readonly DisclosureSubject[]): Promise<Shown | undefined> {
	const { organisation, person } = ctx.who;
	const found = await sql<{ name: string; kind: InstitutionKind; subjects: DisclosureSubject[] }>`with shown as (
			select s.subject from unnest(${subjects}::text[]) s (subject) where ${id}::uuid in (select institutions.readable(s.subject))
		), noted as (
			insert into institutions.looks (institution_id, viewer_id, viewer_person, subject)
			select ${id}::uuid, ${organisation}, ${person}, subject from shown where ${id}::uuid <> ${organisation}::uuid
		)
		select o.name, i.kind, array(select subject from shown) as subjects
		from institutions.institutions i join institutions.organisations o on o.id = i.id
		where i.id = ${id} and exists (select from shown)`.execute(ctx.tx);
	const [row] = found.rows;
	return row && { institution: { id, name: row.name, kind: row.kind }, subjects: new Set(row.subjects) };
}
