import { type Ctx, sql, type Work } from '#platform';
import type { Comparison, Known } from '../duo/compare.ts';
import type { Sector } from '../duo/read.ts';

const kindsOf = { 'higher-education': ['hbo', 'wo'], mbo: ['mbo'] } as const;

/** Institutions with a BRIN that did not merge away, held still until this transaction ends. */
export async function knownInstitutions(work: Work, sector: Sector): Promise<Known[]> {
	await sql`select pg_advisory_xact_lock(hashtext('institutions.imports'))`.execute(work.tx);
	const found = await sql<Known>`select i.id, i.brin as code, o.name, i.kind, i.board_number as "boardNumber", i.province, i.city,
			coalesce(i.valid_until <= ${work.now}::date, false) as closed, i.kind = any (${[...kindsOf[sector]]}::text[]) as "ofSector"
		from institutions.institutions i join institutions.organisations o on o.id = i.id
		where i.brin is not null and i.merged_into is null`.execute(work.tx);
	return found.rows;
}

/** Changes the fields that differ, all institutions in one statement; a new name begins today and the old one is kept. */
export async function applyChanges(work: Work, changed: Comparison['changed']): Promise<void> {
	const rows = changed.map(({ id, fields }) => ({ id, ...Object.fromEntries(fields.map(({ field, to }) => [field, to])) }));
	await sql`with x as materialized (
			select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as
				(id uuid, name text, kind text, "boardNumber" text, province text, city text, closed text)
		), renamed as (
			update institutions.organisations o set name = x.name from x where o.id = x.id and x.name is not null
		), ended as (
			update institutions.names n set valid_until = ${work.now}::date - 1 from x
			where n.institution_id = x.id and x.name is not null and n.valid_until is null and n.valid_from < ${work.now}::date
		), begun as (
			insert into institutions.names (institution_id, name, valid_from) select x.id, x.name, ${work.now}::date from x where x.name is not null
			on conflict (institution_id, valid_from) do update set name = excluded.name
		)
		update institutions.institutions i set kind = coalesce(x.kind, i.kind), board_number = coalesce(x."boardNumber", i.board_number),
			province = coalesce(x.province, i.province), city = coalesce(x.city, i.city),
			valid_until = case when x.closed = 'false' then null else i.valid_until end
		from x where i.id = x.id`.execute(work.tx);
}

export async function closeInstitutions(work: Work, ids: readonly string[]): Promise<void> {
	await sql`update institutions.institutions set valid_until = greatest(${work.now}::date, valid_from)
		where id = any (${[...ids]}::uuid[])`.execute(work.tx);
}

export async function keepImport(ctx: Ctx, sector: Sector, hash: Buffer, comparison: Comparison): Promise<string> {
	const made = await sql<{
		id: string;
	}>`insert into institutions.imports (organisation_id, sector, file_hash, comparison, made_by, made_at)
		values (${ctx.who.organisation}, ${sector}, ${hash}, ${JSON.stringify(comparison)}::jsonb, ${ctx.who.person}, ${ctx.now})
		returning id`.execute(ctx.tx);
	return made.rows[0]!.id;
}

export interface ImportRow {
	readonly id: string;
	readonly sector: Sector;
	readonly comparison: Comparison;
	readonly madeAt: Date;
	readonly appliedAt: Date | null;
}

export async function findImport(ctx: Ctx, id: string): Promise<ImportRow | undefined> {
	const found = await sql<ImportRow>`select id, sector, comparison, made_at as "madeAt", applied_at as "appliedAt"
		from institutions.imports where id = ${id} for update`.execute(ctx.tx);
	return found.rows[0];
}

export async function markApplied(ctx: Ctx, id: string): Promise<void> {
	await sql`update institutions.imports set applied_at = ${ctx.now} where id = ${id}`.execute(ctx.tx);
}
