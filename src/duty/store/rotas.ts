import { type Tx, sql } from '#platform';
import type { Shift } from '../model/rota.ts';

export interface RotaRow {
	id: string;
	name: string;
	phone: string;
}

export interface ShiftRow extends Shift {
	readonly id: string;
	readonly rotaId: string;
	readonly presentAt: Date | null;
}

const shiftColumns = sql`s.id, s.rota_id as "rotaId", s.person_id as "personId", s.person_name as "personName",
	s.starts_at as "startsAt", s.ends_at as "endsAt", s.present_at as "presentAt"`;

export async function rotasOf(tx: Tx): Promise<RotaRow[]> {
	return (await sql<RotaRow>`select id, name, phone from duty.rotas where ended_at is null order by name`.execute(tx)).rows;
}

export async function insertRota(tx: Tx, name: string, phone: string): Promise<string> {
	const made = await sql<{ id: string }>`insert into duty.rotas (organisation_id, name, phone)
		values (platform.organisation(), ${name}, ${phone}) returning id`.execute(tx);
	return made.rows[0]!.id;
}

export async function endRotaRow(tx: Tx, id: string, now: Date): Promise<boolean> {
	const ended = await sql`update duty.rotas set ended_at = ${now} where id = ${id} and ended_at is null returning id`.execute(tx);
	return ended.rows.length > 0;
}

export async function shiftsBetween(tx: Tx, from: Date, to: Date, rota?: string): Promise<ShiftRow[]> {
	const found = await sql<ShiftRow>`select ${shiftColumns} from duty.shifts s join duty.rotas r on r.id = s.rota_id
		where r.ended_at is null and s.ends_at > ${from} and s.starts_at < ${to}
			and (${rota ?? null}::uuid is null or s.rota_id = ${rota ?? null}::uuid)
		order by s.starts_at, s.person_name limit 5000`.execute(tx);
	return found.rows;
}

/** @returns how many were new; null when the rota is not ours or has ended */
export async function insertShifts(tx: Tx, rota: string, shifts: readonly Shift[]): Promise<number | null> {
	const found = await sql<{ rotas: number; added: number }>`with rota as (
			select id, organisation_id from duty.rotas where id = ${rota} and ended_at is null
		), added as (
			insert into duty.shifts (rota_id, organisation_id, person_id, person_name, starts_at, ends_at)
			select r.id, r.organisation_id, x."personId", x."personName", x."startsAt", x."endsAt"
			from rota r, jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) as x("personId" uuid, "personName" text,
				"startsAt" timestamptz, "endsAt" timestamptz)
			on conflict do nothing returning id
		)
		select (select count(*) from rota) as rotas, (select count(*) from added) as added`.execute(tx);
	const { rotas, added } = found.rows[0]!;
	return rotas === 0 ? null : added;
}

export async function deleteShiftRow(tx: Tx, id: string): Promise<boolean> {
	return (await sql`delete from duty.shifts where id = ${id} returning id`.execute(tx)).rows.length > 0;
}

/** Marks a running shift as taken up. @returns undefined when it does not run now or is not ours */
export async function takeUp(tx: Tx, id: string, now: Date): Promise<ShiftRow | undefined> {
	const found = await sql<ShiftRow>`update duty.shifts s set present_at = coalesce(s.present_at, ${now})
		where s.id = ${id} and s.starts_at <= ${now} and s.ends_at > ${now} returning ${shiftColumns}`.execute(tx);
	return found.rows[0];
}

export interface DeskRow {
	organisationId: string;
	organisationName: string;
	rotaId: string;
	rotaName: string;
	phone: string;
	people: number;
	present: number;
	until: Date | null;
}

/** Per moment the best state of the desks of these organisations; null where none has a rota. In the order of the moments. */
export async function statesAt(
	tx: Tx,
	organisations: readonly string[],
	moments: readonly Date[],
): Promise<('present' | 'planned' | 'empty' | null)[]> {
	const asked = moments.map((moment) => moment.toISOString());
	const found = await sql<{ state: 'present' | 'planned' | 'empty' | null }>`select (select case
				when bool_or(d.present > 0) then 'present' when bool_or(d.people > 0) then 'planned' when count(*) > 0 then 'empty' end
			from duty.desks_at(m.at) d where d.organisation_id = any(${[...organisations]}::uuid[])) as state
		from unnest(${asked}::timestamptz[]) with ordinality as m(at, place) order by m.place`.execute(tx);
	return found.rows.map(({ state }) => state);
}

export async function desksAt(tx: Tx, at: Date): Promise<DeskRow[]> {
	const found = await sql<DeskRow>`select organisation_id as "organisationId", organisation_name as "organisationName",
		rota_id as "rotaId", rota_name as "rotaName", phone, people, present, until
		from duty.desks_at(${at}) order by organisation_name, rota_name`.execute(tx);
	return found.rows;
}
