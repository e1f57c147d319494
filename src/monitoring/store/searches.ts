import { sql, type Tx } from '#platform';

export const searchKinds = ['search', 'histogram', 'facets', 'context', 'pivot', 'export'] as const;
export type SearchKind = (typeof searchKinds)[number];

export interface NewSearch {
	readonly id: string;
	readonly organisation: string;
	readonly person: string | null;
	readonly kind: SearchKind;
	readonly query: string;
	readonly now: Date;
}

/** Minutes after which a row is of a process that was killed: no search runs that long. */
const longest = 5;

/** Institutions whose events the asker may read now: its own, and those that disclosed their telemetry. */
export async function readableInstitutions(tx: Tx): Promise<string[]> {
	const found = await sql<{ id: string }>`select i.id from institutions.institutions i
		where i.id in (select institutions.readable('telemetry')) order by i.id limit 2000`.execute(tx);
	return found.rows.map(({ id }) => id);
}

/** Writes the search down. @returns false when one of this id runs already */
export async function openSearch(tx: Tx, { id, organisation, person, kind, query, now }: NewSearch): Promise<boolean> {
	const made = await sql`insert into monitoring.running_searches (id, organisation_id, person_id, kind, query, started_at)
		values (${id}, ${organisation}, ${person}, ${kind}, ${query}, ${now}) on conflict do nothing returning id`.execute(tx);
	return made.rows.length > 0;
}

/** Sweeps what was left behind, and counts what runs for the organisation. */
export async function countSearches(tx: Tx, organisation: string, now: Date): Promise<number> {
	await sql`delete from monitoring.running_searches where organisation_id = ${organisation}
		and started_at < ${now}::timestamptz - ${longest} * interval '1 minute'`.execute(tx);
	const found = await sql<{ n: number }>`select count(*)::int as n from monitoring.running_searches
		where organisation_id = ${organisation}`.execute(tx);
	return found.rows[0]?.n ?? 0;
}

export async function closeSearch(tx: Tx, id: string): Promise<void> {
	await sql`delete from monitoring.running_searches where id = ${id}`.execute(tx);
}

/** Asks a search to stop. @returns false when none of the asker's organisation has this id */
export async function askToStop(tx: Tx, id: string): Promise<boolean> {
	const found = await sql`update monitoring.running_searches set stop_asked = true where id = ${id} returning id`.execute(tx);
	return found.rows.length > 0;
}

/** Of these searches those that were asked to stop. */
export async function askedToStop(tx: Tx, ids: readonly string[]): Promise<string[]> {
	const found = await sql<{ id: string }>`select id from monitoring.running_searches
		where id = any(${ids}::uuid[]) and stop_asked`.execute(tx);
	return found.rows.map(({ id }) => id);
}

export interface RunningSearch {
	readonly id: string;
	readonly kind: SearchKind;
	readonly query: string;
	readonly person: string | null;
	readonly startedAt: Date;
}

export async function listSearches(tx: Tx): Promise<RunningSearch[]> {
	const found = await sql<RunningSearch>`select id, kind, query, person_id as person, started_at as "startedAt"
		from monitoring.running_searches order by started_at desc limit 100`.execute(tx);
	return found.rows;
}
