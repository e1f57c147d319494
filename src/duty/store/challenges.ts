import type { Locale } from '#kernel';
import { type Tx, sql } from '#platform';
import type { OpenChallenge } from '../model/challenge.ts';

/** What sending a challenge needs; read by Dijkwacht itself. */
export interface ToSend {
	id: string;
	state: 'waiting' | 'sent' | 'confirmed' | 'failed';
	channel: 'mail' | 'webhook';
	contactId: string;
	institutionId: string;
	institution: string;
	mail: string | null;
	webhook: string | null;
	locale: Locale;
	expiresAt: Date;
}

export async function challengeToSend(tx: Tx, id: string): Promise<ToSend | undefined> {
	const found = await sql<ToSend>`select h.id, h.state, h.channel, c.id as "contactId", c.institution_id as "institutionId",
			o.name as institution, c.mail, c.webhook, c.locale, h.expires_at as "expiresAt"
		from duty.challenges h join duty.contacts c on c.id = h.contact_id and c.ended_at is null
		join institutions.organisations o on o.id = c.institution_id where h.id = ${id}`.execute(tx);
	return found.rows[0];
}

export async function webhookKey(tx: Tx, contact: string): Promise<Buffer | undefined> {
	return (await sql<{ key: Buffer }>`select key from duty.webhook_keys where contact_id = ${contact}`.execute(tx)).rows[0]?.key;
}

/** Set before sending: whoever reads fast must find the challenge open. */
export async function markSent(tx: Tx, id: string, token: Buffer, code: Buffer, now: Date): Promise<void> {
	await sql`update duty.challenges set state = 'sent', token_hash = ${token}, code_hash = ${code}, sent_at = ${now}, fault = ''
		where id = ${id} and state in ('waiting', 'sent')`.execute(tx);
}

/** @param final false while a later try can still succeed */
export async function markFault(tx: Tx, id: string, fault: string, final: boolean): Promise<void> {
	await sql`update duty.challenges set fault = ${fault.slice(0, 500)}, state = case when ${final} then 'failed' else 'waiting' end
		where id = ${id} and state in ('waiting', 'sent')`.execute(tx);
}

/** The last challenge of a contact, locked, as far as the asker may change it. */
export async function lastChallenge(tx: Tx, contact: string): Promise<OpenChallenge | undefined> {
	const found = await sql<OpenChallenge>`select id, state, code_hash as "codeHash", wrong_codes as "wrongCodes",
		expires_at as "expiresAt" from duty.challenges where contact_id = ${contact} order by id desc limit 1 for update`.execute(tx);
	return found.rows[0];
}

export async function countWrongCode(tx: Tx, id: string): Promise<void> {
	await sql`update duty.challenges set wrong_codes = wrong_codes + 1 where id = ${id}`.execute(tx);
}

/** Confirms challenge and contact together. @returns the institution; undefined when it was not open any more */
export async function confirmChallenge(tx: Tx, id: string, now: Date): Promise<string | undefined> {
	const found = await sql<{ institutionId: string }>`with challenge as (
			update duty.challenges set state = 'confirmed', confirmed_at = ${now}, token_hash = null, code_hash = null
			where id = ${id} and state = 'sent' and expires_at > ${now} returning contact_id, channel
		)
		update duty.contacts c set confirmed_at = ${now}, confirmed_by = h.channel from challenge h
		where c.id = h.contact_id and c.ended_at is null returning c.institution_id as "institutionId"`.execute(tx);
	return found.rows[0]?.institutionId;
}

export async function challengeOfToken(
	tx: Tx,
	token: Buffer,
	now: Date,
): Promise<{ id: string; locale: Locale; open: boolean } | undefined> {
	const found = await sql<{ id: string; locale: Locale; open: boolean }>`select h.id, c.locale,
			h.state = 'sent' and h.expires_at > ${now} as open
		from duty.challenges h join duty.contacts c on c.id = h.contact_id where h.token_hash = ${token}`.execute(tx);
	return found.rows[0];
}

/** Contacts whose proof is older than a moment (or absent) and that were not asked since another. Opens a challenge for each. */
export async function askStale(tx: Tx, provenBefore: Date, askedBefore: Date, now: Date, expires: Date): Promise<string[]> {
	const made = await sql<{ id: string }>`insert into duty.challenges (contact_id, institution_id, channel, asked_at, expires_at)
		select c.id, c.institution_id, case when c.mail is not null then 'mail' else 'webhook' end, ${now}::timestamptz, ${expires}::timestamptz
		from duty.contacts c where c.ended_at is null and (c.confirmed_at is null or c.confirmed_at < ${provenBefore})
			and not exists (select from duty.challenges h where h.contact_id = c.id and h.asked_at >= ${askedBefore})
		limit 5000 returning id`.execute(tx);
	return made.rows.map(({ id }) => id);
}
