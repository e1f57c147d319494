import { sql, type Tx } from '#platform';
import type { SealedName } from '../persons/hider.ts';

export interface PersonSettings {
	readonly enabled: boolean;
	readonly key: string;
	readonly wrappedSecret: Buffer;
	readonly reason: string;
	readonly changedAt: Date;
}

export interface PersonKey {
	readonly id: string;
	readonly publicKey: Buffer;
	readonly madeAt: Date;
	readonly provenAt: Date | null;
}

const keyColumns = sql`id, public_key as "publicKey", made_at as "madeAt", proven_at as "provenAt"`;

export async function settingsOf(tx: Tx, institution: string): Promise<PersonSettings | undefined> {
	const found = await sql<PersonSettings>`select enabled, key_id as key, wrapped_secret as "wrappedSecret", reason,
		changed_at as "changedAt" from monitoring.person_settings where institution_id = ${institution}`.execute(tx);
	return found.rows[0];
}

/** Secrets of all institutions that ever stored under pseudonyms: what they stored then is looked back in still. */
export async function wrappedSecrets(
	tx: Tx,
	institutions?: readonly string[],
): Promise<{ institution: string; wrapped: Buffer }[]> {
	const found = await sql<{
		institution: string;
		wrapped: Buffer;
	}>`select institution_id as institution, wrapped_secret as wrapped
		from monitoring.person_settings where ${institutions ?? null}::uuid[] is null or institution_id = any(${institutions ?? null}::uuid[])
		order by institution_id`.execute(tx);
	return found.rows;
}

/** The secret stays what it was: another one would cut the past off. */
export async function saveSettings(
	tx: Tx,
	institution: string,
	{ enabled, key, wrappedSecret, reason }: Omit<PersonSettings, 'changedAt'>,
	by: string | null,
	now: Date,
): Promise<void> {
	await sql`insert into monitoring.person_settings (institution_id, enabled, key_id, wrapped_secret, reason, changed_by, changed_at)
		values (${institution}, ${enabled}, ${key}, ${wrappedSecret}, ${reason}, ${by}, ${now})
		on conflict (institution_id) do update set enabled = excluded.enabled, key_id = excluded.key_id, reason = excluded.reason,
			changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx);
}

export async function keysOf(tx: Tx, institution: string): Promise<PersonKey[]> {
	const found = await sql<PersonKey>`select ${keyColumns} from monitoring.person_keys where institution_id = ${institution}
		order by id desc limit 100`.execute(tx);
	return found.rows;
}

export async function addKey(
	tx: Tx,
	key: { institution: string; publicKey: Uint8Array; challengeHash: Uint8Array; by: string | null; now: Date },
): Promise<PersonKey> {
	const made =
		await sql<PersonKey>`insert into monitoring.person_keys (institution_id, public_key, challenge_hash, made_by, made_at)
		values (${key.institution}, ${Buffer.from(key.publicKey)}, ${Buffer.from(key.challengeHash)}, ${key.by}, ${key.now})
		on conflict (institution_id, public_key) do update set challenge_hash = excluded.challenge_hash
		returning ${keyColumns}`.execute(tx);
	return made.rows[0]!;
}

/** @returns nothing when there is no key of this id that waits for this answer */
export async function proveKey(tx: Tx, id: string, answerHash: Uint8Array, now: Date): Promise<PersonKey | undefined> {
	const found =
		await sql<PersonKey>`update monitoring.person_keys set challenge_hash = null, proven_at = coalesce(proven_at, ${now})
		where id = ${id} and challenge_hash = ${Buffer.from(answerHash)} returning ${keyColumns}`.execute(tx);
	return found.rows[0];
}

export async function sealUnder(tx: Tx, institution: string, key: string): Promise<void> {
	await sql`update monitoring.person_settings set key_id = ${key} where institution_id = ${institution}`.execute(tx);
}

/** Keeps names that were met; of one that is known only the day moves, once a day. */
export async function keepNames(
	tx: Tx,
	{ institution, key, received }: { institution: string; key: string; received: Date },
	names: readonly SealedName[],
): Promise<void> {
	// In one order for all writers, so that two batches never wait for each other in a circle.
	const rows = [...new Map(names.map((name) => [name.pseudonym, name])).values()];
	rows.sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
	const day = received.toISOString().slice(0, 10);
	for (let at = 0; at < rows.length; at += 10_000) {
		const part = rows.slice(at, at + 10_000);
		const sealed = part.map((row) => Buffer.from(row.sealed));
		await sql`with met as (
				select * from unnest(${part.map(({ pseudonym }) => pseudonym)}::text[], ${sealed}::bytea[]) as m (pseudonym, sealed)
			)
			insert into monitoring.person_entries as e (institution_id, pseudonym, key_id, sealed, first_on, last_on)
			select ${institution}, m.pseudonym, ${key}, m.sealed, ${day}::date, ${day}::date from met m
			where not exists (select from monitoring.person_entries known where known.institution_id = ${institution}
				and known.pseudonym = m.pseudonym and known.key_id = ${key} and known.last_on >= ${day}::date)
			order by m.pseudonym
			on conflict (institution_id, pseudonym, key_id) do update set last_on = greatest(e.last_on, excluded.last_on)`.execute(tx);
	}
}

export interface PersonEntry {
	readonly pseudonym: string;
	readonly key: string;
	readonly sealed: Buffer;
	/** Days. */
	readonly firstOn: string;
	readonly lastOn: string;
}

export async function entriesOf(tx: Tx, institution: string, pseudonyms: readonly string[]): Promise<PersonEntry[]> {
	const found =
		await sql<PersonEntry>`select pseudonym, key_id as key, sealed, first_on::text as "firstOn", last_on::text as "lastOn"
		from monitoring.person_entries where institution_id = ${institution} and pseudonym = any(${[...pseudonyms]}::text[])
		order by pseudonym, key_id desc limit 2000`.execute(tx);
	return found.rows;
}

/** Of these pseudonyms those that stand in what is stored of the institution. */
export async function knownOf(tx: Tx, institution: string, pseudonyms: readonly string[]): Promise<Set<string>> {
	if (pseudonyms.length === 0) return new Set();
	const found = await sql<{ pseudonym: string }>`select distinct pseudonym from monitoring.person_entries
		where institution_id = ${institution} and pseudonym = any(${[...pseudonyms]}::text[])`.execute(tx);
	return new Set(found.rows.map(({ pseudonym }) => pseudonym));
}

export async function countNames(tx: Tx, institution: string): Promise<number> {
	const found = await sql<{ n: number }>`select count(distinct pseudonym) as n from monitoring.person_entries
		where institution_id = ${institution}`.execute(tx);
	return found.rows[0]?.n ?? 0;
}

/** Of these institutions those with events under pseudonyms. */
export async function withPseudonyms(tx: Tx, institutions: readonly string[]): Promise<Set<string>> {
	const found = await sql<{ id: string }>`select one as id from unnest(${[...institutions]}::uuid[]) one
		where exists (select from monitoring.person_entries e where e.institution_id = one)`.execute(tx);
	return new Set(found.rows.map(({ id }) => id));
}

export async function forgetNames(tx: Tx, institution: string, pseudonyms: readonly string[]): Promise<void> {
	await sql`delete from monitoring.person_entries where institution_id = ${institution}
		and pseudonym = any(${[...pseudonyms]}::text[])`.execute(tx);
}

/** Names go with the last event they were seen in; a hold of their institution keeps them all. */
export async function forgetOldNames(tx: Tx, ordinaryDays: number, now: Date): Promise<void> {
	await sql`delete from monitoring.person_entries e using (
			select i.institution_id, coalesce(t.observables_days, ${ordinaryDays}) as days
			from (select distinct institution_id from monitoring.person_keys) i
			left join monitoring.keeping_terms t on t.institution_id = i.institution_id
			where not exists (select from monitoring.holds h where h.institution_id = i.institution_id and h.ended_at is null
				and h.until > ${now}::timestamptz::date)
		) x where x.institution_id = e.institution_id and e.last_on + x.days <= ${now}::timestamptz::date`.execute(tx);
}

/** A whole institution's, unless something is held. */
export async function forgetAllNames(tx: Tx, institution: string): Promise<void> {
	await sql`delete from monitoring.person_entries where institution_id = ${institution}`.execute(tx);
}
