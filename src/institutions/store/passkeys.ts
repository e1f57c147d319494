import { type Ctx, sql, type Work } from '#platform';
import { foldRecoveryCode, hashSecret, newRecoveryCode } from '../signin/secret.ts';

export interface Passkey {
	readonly id: string;
	readonly person: string;
	readonly credentialId: string;
	readonly publicKey: Buffer;
	readonly counter: number;
	readonly transports: string[];
	readonly name: string;
	readonly backedUp: boolean;
	readonly createdAt: Date;
	readonly lastUsedAt: Date | null;
}

const columns = sql`id, person_id as person, credential_id as "credentialId", public_key as "publicKey", counter, transports, name,
	backed_up as "backedUp", created_at as "createdAt", last_used_at as "lastUsedAt"`;

export async function passkeysOf(work: Work, person: string): Promise<Passkey[]> {
	return (
		await sql<Passkey>`select ${columns} from institutions.passkeys where person_id = ${person} order by created_at`.execute(
			work.tx,
		)
	).rows;
}

/** Held still, so that a counter cannot be used twice at once. */
export async function findPasskey(work: Work, credentialId: string): Promise<Passkey | undefined> {
	return (
		await sql<Passkey>`select ${columns} from institutions.passkeys where credential_id = ${credentialId} for update`.execute(
			work.tx,
		)
	).rows[0];
}

export type NewPasskey = Pick<Passkey, 'person' | 'credentialId' | 'counter' | 'transports' | 'name' | 'backedUp'> & {
	readonly publicKey: Uint8Array;
};

export async function addPasskey(work: Work, key: NewPasskey): Promise<string> {
	const made = await sql<{ id: string }>`insert into institutions.passkeys
			(person_id, credential_id, public_key, counter, transports, backed_up, name, created_at)
		values (${key.person}, ${key.credentialId}, ${Buffer.from(key.publicKey)}, ${key.counter}, ${key.transports}, ${key.backedUp}, ${key.name}, ${work.now})
		returning id`.execute(work.tx);
	return made.rows[0]!.id;
}

export async function touchPasskey(work: Work, id: string, counter: number): Promise<void> {
	await sql`update institutions.passkeys set counter = ${counter}, last_used_at = ${work.now} where id = ${id}`.execute(work.tx);
}

/** @returns false when it is not the asker's, or the last one */
export async function removePasskey(ctx: Ctx, id: string): Promise<boolean> {
	const gone = await sql`delete from institutions.passkeys where id = ${id}
		and (select count(*) from (select 1 from institutions.passkeys p where p.person_id = ${ctx.who.person} for update) held) > 1 returning id`.execute(
		ctx.tx,
	);
	return gone.rows.length > 0;
}

export async function forgetPasskeys(work: Work, person: string): Promise<void> {
	await sql`delete from institutions.passkeys where person_id = ${person}`.execute(work.tx);
}

const codesAtOnce = 10;

/** New codes in the place of the old. They are told once; only their hashes are kept. */
export async function renewRecoveryCodes(work: Work, person: string): Promise<string[]> {
	const codes = Array.from({ length: codesAtOnce }, () => newRecoveryCode());
	const hashes = codes.map((code) => hashSecret(foldRecoveryCode(code)));
	await sql`delete from institutions.recovery_codes where person_id = ${person}`.execute(work.tx);
	await sql`insert into institutions.recovery_codes (hash, person_id, created_at)
		select hash, ${person}, ${work.now} from unnest(${hashes}::bytea[]) as x (hash)`.execute(work.tx);
	return codes;
}

export async function recoveryCodesLeft(ctx: Ctx): Promise<number> {
	const found = await sql<{ left: number }>`select count(*) as left from institutions.recovery_codes
		where person_id = ${ctx.who.person} and used_at is null`.execute(ctx.tx);
	return found.rows[0]!.left;
}

/**
 * May this session give its person a passkey? One that was opened by a passkey may. One from an identity provider speaks for
 * one institution only, so it may only when the person has no passkey yet and no hat elsewhere.
 */
export async function mayAddPasskey(ctx: Ctx): Promise<boolean> {
	const found = await sql<{ may: boolean }>`select s.acr in ('passkey', 'demo') or (
			not exists (select from institutions.passkeys p where p.person_id = s.person_id)
			and not exists (select from institutions.memberships m where m.person_id = s.person_id and m.ended_at is null
				and m.organisation_id is distinct from s.limited_to)) as may
		from institutions.sessions s where s.id = ${ctx.who.session}`.execute(ctx.tx);
	return found.rows[0]?.may ?? false;
}
