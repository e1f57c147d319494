import type { HumanRole, Locale } from '#kernel';
import { sql, type Work } from '#platform';
import { foldRecoveryCode, hashSecret } from '../signin/secret.ts';

/** What lets somebody make a first passkey: an invitation, or a printed recovery code. */
export interface Ticket {
	readonly kind: 'invitation' | 'recovery-code';
	readonly organisation: string;
	readonly organisationName: string;
	readonly displayName: string;
	readonly mail: string | null;
	readonly locale: Locale;
	readonly role: HumanRole;
	readonly unit: string | null;
	/** Set when it is for somebody we know. */
	readonly person: string | null;
	/** A recovery code does not grow old. */
	readonly expiresAt: Date | null;
}

const isInvitation = (secret: string) => secret.startsWith('dwi_');

/** Only for who holds the secret; undefined when it was used, withdrawn or is too old. */
export async function findTicket(work: Work, secret: string): Promise<Ticket | undefined> {
	const found = isInvitation(secret)
		? await sql<Ticket>`select 'invitation' as kind, i.organisation_id as organisation, o.name as "organisationName", i.display_name as "displayName",
				i.mail, i.locale, i.role, i.unit_id as unit, i.person_id as person, i.expires_at as "expiresAt"
			from institutions.invitations i join institutions.organisations o on o.id = i.organisation_id
			where i.secret_hash = ${hashSecret(secret)} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${work.now} for update of i`.execute(
				work.tx,
			)
		: await sql<Ticket>`select 'recovery-code' as kind, m.organisation_id as organisation, o.name as "organisationName",
				p.display_name as "displayName", p.mail, p.locale, m.role, m.unit_id as unit, p.id as person, null as "expiresAt"
			from institutions.recovery_codes c join institutions.persons p on p.id = c.person_id and p.disabled_at is null
			join institutions.memberships m on m.person_id = p.id and m.ended_at is null
			join institutions.organisations o on o.id = m.organisation_id
			where c.hash = ${hashSecret(foldRecoveryCode(secret))} and c.used_at is null order by m.from_at limit 1 for update of c`.execute(
				work.tx,
			);
	return found.rows[0];
}

/** @returns false when somebody else was first */
export async function spendTicket(work: Work, secret: string): Promise<boolean> {
	const used = isInvitation(secret)
		? await sql`update institutions.invitations set accepted_at = ${work.now}
			where secret_hash = ${hashSecret(secret)} and accepted_at is null and revoked_at is null and expires_at > ${work.now} returning id`.execute(
				work.tx,
			)
		: await sql`update institutions.recovery_codes set used_at = ${work.now}
			where hash = ${hashSecret(foldRecoveryCode(secret))} and used_at is null returning person_id`.execute(work.tx);
	return used.rows.length > 0;
}

/** A mail address names one person; a second person with the same one goes without. */
export async function mailIsFree(work: Work, mail: string): Promise<boolean> {
	const found = await sql`select from institutions.persons where lower(mail) = lower(${mail})`.execute(work.tx);
	return found.rows.length === 0;
}
