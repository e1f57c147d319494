import type { HumanRole, Locale } from '#kernel';
import { type Ctx, sql, type Work } from '#platform';
import { hoursAfter, invitationHours, recoveryHours } from '../model.ts';
import { hashSecret, newSecret } from '../signin/secret.ts';

export interface NewInvitation {
	readonly organisation: string;
	readonly displayName: string;
	readonly role: HumanRole;
	readonly mail?: string;
	readonly locale?: Locale;
	readonly unit?: string;
	/** A person we know: the link then adds a passkey instead of making somebody new. */
	readonly person?: string;
	/** Hours that the link works; a week when absent. */
	readonly hours?: number;
}

/** Address in the web that takes the link up. The secret stands after the `#`, so that it reaches no log of any server. */
export function invitationLink(work: Work, secret: string): string {
	return `${work.platform.config.baseUrl}/invitation#${secret}`;
}

/** Makes a one-time link. The secret is told once and not kept. */
export async function invite(work: Work, wanted: NewInvitation, by: string | null = null) {
	const secret = newSecret('dwi_');
	const expiresAt = hoursAfter(work.now, wanted.hours ?? invitationHours);
	const made = await sql<{ id: string }>`insert into institutions.invitations
			(organisation_id, secret_hash, mail, display_name, locale, role, unit_id, person_id, invited_by, created_at, expires_at)
		values (${wanted.organisation}, ${hashSecret(secret)}, ${wanted.mail?.toLowerCase() ?? null}, ${wanted.displayName}, ${wanted.locale ?? 'nl'},
			${wanted.role}, ${wanted.unit ?? null}, ${wanted.person ?? null}, ${by}, ${work.now}, ${expiresAt}) returning id`.execute(
		work.tx,
	);
	return { id: made.rows[0]!.id, link: invitationLink(work, secret), expiresAt };
}

/** The link that opens an empty Dijkwacht: makes the operator's organisation when there is none. Earlier set-up links end. */
export async function setUpLink(work: Work): Promise<string> {
	const found = await sql<{ id: string }>`with present as (
			select id from institutions.organisations where kind = 'operator' order by created_at limit 1
		), made as (
			insert into institutions.organisations (kind, name) select 'operator', 'Beheer' where not exists (select from present) returning id
		), ended as (
			update institutions.invitations set revoked_at = ${work.now} where accepted_at is null and revoked_at is null
				and invited_by is null and organisation_id = (select id from present)
		) select id from present union all select id from made`.execute(work.tx);
	const organisation = found.rows[0]!.id;
	return (await invite(work, { organisation, displayName: 'Beheerder', role: 'operator', hours: recoveryHours })).link;
}

/** A link with which somebody who lost every passkey enrols a new one; taking it up ends all their sessions. `mail` names the person. */
export async function recoverPerson(work: Work, mail: string): Promise<string | undefined> {
	const found = await sql<{ person: string; displayName: string; organisation: string; role: HumanRole }>`select p.id as person,
			p.display_name as "displayName", m.organisation_id as organisation, m.role
		from institutions.persons p join institutions.memberships m on m.person_id = p.id and m.ended_at is null
		where lower(p.mail) = lower(${mail}) and p.disabled_at is null order by m.from_at limit 1`.execute(work.tx);
	const [known] = found.rows;
	if (known === undefined) return undefined;
	const made = await invite(work, { ...known, mail, hours: recoveryHours });
	await sql`select institutions.record(${known.organisation}, 'recovery.offered', ${known.person}, '{}'::jsonb)`.execute(work.tx);
	return made.link;
}

export interface InvitationRow {
	readonly id: string;
	readonly displayName: string;
	readonly mail: string | null;
	readonly role: HumanRole;
	readonly unit: string | null;
	readonly createdAt: Date;
	readonly expiresAt: Date;
	readonly state: 'open' | 'accepted' | 'expired' | 'revoked';
}

export async function listInvitations(ctx: Ctx): Promise<InvitationRow[]> {
	const found =
		await sql<InvitationRow>`select id, display_name as "displayName", mail, role, unit_id as unit, created_at as "createdAt",
			expires_at as "expiresAt", case when accepted_at is not null then 'accepted' when revoked_at is not null then 'revoked'
				when expires_at <= ${ctx.now} then 'expired' else 'open' end as state
		from institutions.invitations where organisation_id = ${ctx.who.organisation} order by created_at desc limit 500`.execute(
			ctx.tx,
		);
	return found.rows;
}

export async function revokeInvitation(ctx: Ctx, id: string): Promise<boolean> {
	const gone = await sql`update institutions.invitations set revoked_at = ${ctx.now}
		where id = ${id} and accepted_at is null and revoked_at is null returning id`.execute(ctx.tx);
	return gone.rows.length > 0;
}

/** Is every role of that person the asker's to manage? */
export async function mayRecover(ctx: Ctx, person: string): Promise<boolean> {
	return (await sql<{ may: boolean }>`select institutions.may_recover(${person}) as may`.execute(ctx.tx)).rows[0]?.may ?? false;
}

/** Name of the organisation, for the text of the mail. */
export async function organisationName(work: Work, id: string): Promise<string | undefined> {
	return (await sql<{ name: string }>`select name from institutions.organisations where id = ${id}`.execute(work.tx)).rows[0]
		?.name;
}
