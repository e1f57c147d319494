import { type Ctx, sql, type Work } from '#platform';

export interface RegisterRow {
	readonly id: string;
	readonly name: string;
	readonly kind: 'hbo' | 'wo' | 'mbo' | 'research' | 'nrto';
	readonly brin: string | null;
	readonly umbrella: string | null;
	readonly umbrellaName: string | null;
	readonly province: 'UT' | null;
	readonly city: string | null;
	readonly size: number | null;
	readonly riskProfile: 'normal' | 'elevated' | 'high';
	readonly validFrom: string;
	readonly validUntil: string | null;
}

const columns = sql`i.id, o.name, i.kind, i.brin, i.umbrella_id as umbrella, u.name as "umbrellaName", i.province, i.city, i.size,
	i.risk_profile as "riskProfile", i.valid_from as "validFrom", i.valid_until as "validUntil"`;
const tables = sql`institutions.institutions i join institutions.organisations o on o.id = i.id
	left join institutions.organisations u on u.id = i.umbrella_id`;

export interface RegisterFilter {
	readonly search: string;
	readonly kind?: string;
	readonly province?: string;
	readonly umbrella?: string;
	readonly risk?: string;
	readonly ended: boolean;
	/** Name and id of the last row of the page before. */
	readonly after?: readonly [string, string];
	readonly limit: number;
}

/** By name; the search looks in name, earlier names, BRIN and city. */
export async function findInstitutions(ctx: Ctx, filter: RegisterFilter): Promise<RegisterRow[]> {
	const [afterName, afterId] = filter.after ?? [null, null];
	const found = await sql<RegisterRow>`select ${columns} from ${tables}
		where (${filter.search} = '' or position(lower(${filter.search}) in lower(concat_ws(' ', o.name, i.brin, i.city))) > 0
				or exists (select from institutions.names n where n.institution_id = i.id and position(lower(${filter.search}) in lower(n.name)) > 0))
			and (${filter.kind ?? null}::text is null or i.kind = ${filter.kind ?? null})
			and (${filter.province ?? null}::text is null or i.province = ${filter.province ?? null})
			and (${filter.umbrella ?? null}::uuid is null or i.umbrella_id = ${filter.umbrella ?? null})
			and (${filter.risk ?? null}::text is null or i.risk_profile = ${filter.risk ?? null})
			and (${filter.ended} or i.valid_until is null or i.valid_until > ${ctx.now}::date)
			and (${afterName}::text is null or (o.name, i.id) > (${afterName}, ${afterId}::uuid))
		order by o.name, i.id limit ${filter.limit}`.execute(ctx.tx);
	return found.rows;
}

export interface DetailRow extends RegisterRow {
	readonly boardNumber: string | null;
	readonly kvk: string | null;
	readonly ror: string | null;
	readonly homeOrganisations: string[];
	readonly mergedInto: string | null;
	readonly requiredAcr: string | null;
	readonly theme: string | null;
	readonly names: { name: string; validFrom: string; validUntil: string | null }[];
	readonly units: UnitRow[];
}

export async function findInstitution(ctx: Ctx, id: string): Promise<DetailRow | undefined> {
	const found =
		await sql<DetailRow>`select ${columns}, i.board_number as "boardNumber", i.kvk, i.ror, i.home_organisations as "homeOrganisations",
			i.merged_into as "mergedInto", o.required_acr as "requiredAcr", o.theme,
			(select coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'validFrom', n.valid_from, 'validUntil', n.valid_until) order by n.valid_from), '[]')
				from institutions.names n where n.institution_id = i.id) as names,
			(select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'kind', x.kind) order by x.name), '[]')
				from institutions.units x where x.institution_id = i.id) as units
		from ${tables} where i.id = ${id}`.execute(ctx.tx);
	return found.rows[0];
}

export type Change = Partial<
	Pick<
		DetailRow,
		| 'kind'
		| 'brin'
		| 'boardNumber'
		| 'kvk'
		| 'ror'
		| 'homeOrganisations'
		| 'umbrella'
		| 'city'
		| 'size'
		| 'riskProfile'
		| 'requiredAcr'
		| 'theme'
	>
> & { province?: string | null };

/** Only the keys given change. @returns false when there is no such institution, or not for the asker to change */
export async function changeInstitution(ctx: Ctx, id: string, change: Change): Promise<boolean> {
	const moved = await sql`with c as (select ${JSON.stringify(change)}::jsonb as j), organisation as (
			update institutions.organisations o set
				required_acr = case when j ? 'requiredAcr' then j ->> 'requiredAcr' else o.required_acr end,
				theme = case when j ? 'theme' then j ->> 'theme' else o.theme end
			from c where o.id = ${id} and (j ? 'requiredAcr' or j ? 'theme')
		)
		update institutions.institutions i set
			kind = case when j ? 'kind' then j ->> 'kind' else i.kind end,
			brin = case when j ? 'brin' then j ->> 'brin' else i.brin end,
			board_number = case when j ? 'boardNumber' then j ->> 'boardNumber' else i.board_number end,
			kvk = case when j ? 'kvk' then j ->> 'kvk' else i.kvk end,
			ror = case when j ? 'ror' then j ->> 'ror' else i.ror end,
			home_organisations = case when j ? 'homeOrganisations'
				then array(select jsonb_array_elements_text(j -> 'homeOrganisations')) else i.home_organisations end,
			umbrella_id = case when j ? 'umbrella' then (j ->> 'umbrella')::uuid else i.umbrella_id end,
			province = case when j ? 'province' then j ->> 'province' else i.province end,
			city = case when j ? 'city' then j ->> 'city' else i.city end,
			size = case when j ? 'size' then (j ->> 'size')::int else i.size end,
			risk_profile = case when j ? 'riskProfile' then j ->> 'riskProfile' else i.risk_profile end
		from c where i.id = ${id} returning i.id`.execute(ctx.tx);
	return moved.rows.length > 0;
}

/** Ends the name that holds now on `from` and begins the new one. @returns false when `from` is not after its beginning */
export async function renameInstitution(ctx: Ctx, id: string, name: string, from: string): Promise<boolean> {
	const moved = await sql`with ended as (
			update institutions.names set valid_until = ${from}::date - 1
			where institution_id = ${id} and valid_until is null and valid_from < ${from}::date returning institution_id
		) insert into institutions.names (institution_id, name, valid_from) select institution_id, ${name}, ${from}::date from ended
		returning institution_id`.execute(ctx.tx);
	await turnNames(ctx);
	return moved.rows.length > 0;
}

/** Gives every institution the name that holds today: a new name can be told beforehand. */
export async function turnNames(work: Work): Promise<void> {
	await sql`update institutions.organisations o set name = n.name from (
			select distinct on (institution_id) institution_id, name from institutions.names
			where valid_from <= ${work.now}::date and (valid_until is null or valid_until >= ${work.now}::date)
			order by institution_id, valid_from desc
		) n where o.id = n.institution_id and o.name <> n.name`.execute(work.tx);
}

/** The institution ends on `from` and points to the one that goes on. @returns false when either cannot take part */
export async function mergeInstitution(ctx: Ctx, id: string, into: string, from: string): Promise<boolean> {
	const moved = await sql`update institutions.institutions i set merged_into = ${into}, valid_until = ${from}::date
		where i.id = ${id} and i.id <> ${into} and i.merged_into is null and i.valid_from <= ${from}::date
			and exists (select from institutions.institutions t where t.id = ${into} and t.merged_into is null
				and (t.valid_until is null or t.valid_until > ${from}::date))
		returning i.id`.execute(ctx.tx);
	return moved.rows.length > 0;
}

export interface UnitRow {
	readonly id: string;
	readonly name: string;
	readonly kind: 'faculty' | 'service' | 'location' | 'other';
}

export async function listUnits(ctx: Ctx): Promise<UnitRow[]> {
	return (await sql<UnitRow>`select id, name, kind from institutions.units order by name limit 1000`.execute(ctx.tx)).rows;
}

export async function addUnit(ctx: Ctx, name: string, kind: string): Promise<string> {
	const made = await sql<{ id: string }>`insert into institutions.units (institution_id, name, kind)
		values (${ctx.who.organisation}, ${name}, ${kind}) returning id`.execute(ctx.tx);
	return made.rows[0]!.id;
}

export async function changeUnit(ctx: Ctx, id: string, name: string, kind: string): Promise<boolean> {
	const moved = await sql`update institutions.units set name = ${name}, kind = ${kind} where id = ${id} returning id`.execute(
		ctx.tx,
	);
	return moved.rows.length > 0;
}

export async function removeUnit(ctx: Ctx, id: string): Promise<boolean> {
	return (await sql`delete from institutions.units where id = ${id} returning id`.execute(ctx.tx)).rows.length > 0;
}

export async function listOrganisations(ctx: Ctx): Promise<{ id: string; kind: 'operator'; name: string }[]> {
	const found = await sql<{ id: string; kind: 'operator'; name: string }>`select id, kind, name from institutions.organisations
		where kind <> 'institution' order by name limit 1000`.execute(ctx.tx);
	return found.rows;
}
