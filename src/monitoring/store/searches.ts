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

/**
 * Sweeps what was left behind and writes the search down when fewer than `most` of the organisation run. Those that begin at the
 * same moment wait for each other, or none would see the others.
 * @returns why not, when it was not written down: one of this id runs already, or too many run
 */
export async function openSearch(
	tx: Tx,
	{ id, organisation, person, kind, query, now }: NewSearch,
	most: number,
): Promise<'opened' | 'known' | 'too-many'> {
	await sql`select pg_advisory_xact_lock(hashtextextended('running searches ' || ${organisation}::text, 0))`.execute(tx);
	const since = sql`${now}::timestamptz - ${longest} * interval '1 minute'`;
	const found = await sql<{ running: number; opened: boolean }>`with swept as (
			delete from monitoring.running_searches where organisation_id = ${organisation} and started_at < ${since}
		), running as (
			select count(*)::int as n from monitoring.running_searches where organisation_id = ${organisation} and started_at >= ${since}
		), opened as (
			insert into monitoring.running_searches (id, organisation_id, person_id, kind, query, started_at)
			select ${id}::uuid, ${organisation}::uuid, ${person}::uuid, ${kind}, ${query}, ${now}::timestamptz from running where n < ${most}
			on conflict do nothing returning id
		)
		select n as running, exists (select from opened) as opened from running`.execute(tx);
	const row = found.rows[0];
	if (row?.opened) return 'opened';
	return row !== undefined && row.running < most ? 'known' : 'too-many';
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
