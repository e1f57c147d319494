import type { Locale } from '#kernel';
import { type Tx, sql } from '#platform';

export interface ContactRow {
	id: string;
	institutionId: string;
	place: number;
	name: string;
	function: string;
	mail: string | null;
	phone: string;
	webhook: string | null;
	locale: Locale;
	confirmedAt: Date | null;
	confirmedBy: 'mail' | 'webhook' | null;
	challenge: { id: string; state: 'waiting' | 'sent' | 'confirmed' | 'failed'; askedAt: string; fault: string } | null;
}

/** The last challenge is told to the institution itself only. */
const columns = sql`c.id, c.institution_id as "institutionId", c.place, c.name, c.function, c.mail, c.phone, c.webhook, c.locale,
	c.confirmed_at as "confirmedAt", c.confirmed_by as "confirmedBy",
	(select jsonb_build_object('id', h.id, 'state', h.state, 'fault', h.fault,
		'askedAt', to_char(h.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
		from duty.challenges h where h.contact_id = c.id order by h.id desc limit 1) as challenge`;

export async function contactsOf(tx: Tx, institution: string): Promise<ContactRow[]> {
	const found = await sql<ContactRow>`select ${columns} from duty.contacts c
		where c.institution_id = ${institution} and c.ended_at is null order by c.place, c.name`.execute(tx);
	return found.rows;
}

export interface NewContact {
	readonly name: string;
	readonly function: string;
	readonly mail: string | null;
	readonly phone: string;
	readonly webhook: string | null;
	readonly locale: Locale;
	readonly place: number;
}

/** @param key of the webhook's signature; null without webhook */
export async function insertContact(tx: Tx, contact: NewContact, key: Buffer | null): Promise<string> {
	const made = await sql<{ id: string }>`insert into duty.contacts
			(institution_id, place, name, function, mail, phone, webhook, locale)
		values (platform.organisation(), ${contact.place}, ${contact.name}, ${contact.function}, ${contact.mail}, ${contact.phone},
			${contact.webhook}, ${contact.locale}) returning id`.execute(tx);
	const { id } = made.rows[0]!;
	if (key !== null) {
		await sql`insert into duty.webhook_keys (contact_id, institution_id, key)
			values (${id}, platform.organisation(), ${key})`.execute(tx);
	}
	return id;
}

export async function endContactRow(tx: Tx, id: string, now: Date): Promise<boolean> {
	const ended = await sql`update duty.contacts set ended_at = ${now}
		where id = ${id} and ended_at is null and institution_id = platform.organisation() returning id`.execute(tx);
	return ended.rows.length > 0;
}

/** Opens a challenge on one of our own contacts that has the channel. @returns undefined when there is none such */
export async function insertChallenge(
	tx: Tx,
	contact: string,
	channel: 'mail' | 'webhook',
	now: Date,
	expires: Date,
): Promise<string | undefined> {
	const made = await sql<{ id: string }>`insert into duty.challenges (contact_id, institution_id, channel, asked_at, expires_at)
		select c.id, c.institution_id, ${channel}::text, ${now}::timestamptz, ${expires}::timestamptz from duty.contacts c
		where c.id = ${contact} and c.ended_at is null and c.institution_id = platform.organisation()
			and case when ${channel}::text = 'mail' then c.mail else c.webhook end is not null
		returning id`.execute(tx);
	return made.rows[0]?.id;
}
