import { sql, type Tx } from '#platform';

export interface PlannedShift {
	readonly personName: string;
	readonly startsAt: Date;
	readonly endsAt: Date;
	/** When its person said that they are there; absent: not yet. */
	readonly presentAt?: Date;
}

/** Brings in a rota with its shifts in two statements, as Dijkwacht itself; for imports and the demo. @returns id of the rota */
export async function bringInRota(tx: Tx, organisation: string, name: string, shifts: readonly PlannedShift[]): Promise<string> {
	const made = await sql<{
		id: string;
	}>`insert into duty.rotas (organisation_id, name) values (${organisation}, ${name}) returning id`.execute(tx);
	const id = made.rows[0]!.id;
	await sql`insert into duty.shifts (rota_id, organisation_id, person_name, starts_at, ends_at, present_at)
		select ${id}, ${organisation}, x."personName", x."startsAt", x."endsAt", x."presentAt"
		from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb)
			as x ("personName" text, "startsAt" timestamptz, "endsAt" timestamptz, "presentAt" timestamptz)`.execute(tx);
	return id;
}

/** Says for the people whose shift runs that they are there; for the demo, in which nobody is. @returns how many had not said so */
export async function takeUpRunning(tx: Tx, now: Date): Promise<number> {
	const taken = await sql`update duty.shifts set present_at = ${now}
		where present_at is null and starts_at <= ${now} and ends_at > ${now} returning id`.execute(tx);
	return taken.rows.length;
}

export interface KnownContact {
	readonly institution: string;
	readonly name: string;
	readonly function: string;
	readonly mail: string;
	/** When it last proved to be reachable; null: never. */
	readonly confirmedAt: Date | null;
}

/** Brings in duty contacts of any number of institutions in one statement. */
export async function bringInContacts(tx: Tx, contacts: readonly KnownContact[]): Promise<void> {
	await sql`insert into duty.contacts (institution_id, name, function, mail, confirmed_at, confirmed_by)
		select x.institution, x.name, x.function, x.mail, x."confirmedAt", case when x."confirmedAt" is not null then 'mail' end
		from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb)
			as x (institution uuid, name text, function text, mail text, "confirmedAt" timestamptz)`.execute(tx);
}
