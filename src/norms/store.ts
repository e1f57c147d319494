import type { z } from 'zod';
import { sql, type Tx } from '#platform';
import type { controlView, frameworkHead, frameworkScale } from './contract.ts';
import type { CrosswalkContent, FrameworkContent } from './model/framework.ts';

export type HeadRow = z.output<typeof frameworkHead>;
export interface FrameworkRow extends Omit<HeadRow, 'clusters' | 'controls' | 'createdAt'> {
	readonly createdAt: Date;
	readonly languages: string[];
	readonly scale: z.output<typeof frameworkScale>;
	readonly licence: string;
	readonly attribution: string;
	readonly clusters: { id: string; title: { nl: string; en: string } }[];
	readonly controls: z.input<typeof controlView>[];
}

const head = sql`f.id, f.framework, f.version, f.name, f.status, f.notice, f.owner_id is null as sector, f.created_at as "createdAt"`;

export async function heads(tx: Tx): Promise<(Omit<HeadRow, 'createdAt'> & { createdAt: Date })[]> {
	const found = await sql<
		Omit<HeadRow, 'createdAt'> & { createdAt: Date }
	>`select ${head}, c.clusters, k.controls, k.active as "activeControls"
		from norms.frameworks f
		cross join lateral (select count(*)::int as clusters from norms.clusters c where c.framework_id = f.id) c
		cross join lateral (select count(*)::int as controls, count(*) filter (where active)::int as active
			from norms.controls k where k.framework_id = f.id) k
		order by f.owner_id nulls first, f.framework, f.created_at desc`.execute(tx);
	return found.rows;
}

/** Whole frameworks, clusters and controls in their own order. Unknown or invisible ids are absent from the answer. */
export async function wholes(tx: Tx, ids: readonly string[]): Promise<FrameworkRow[]> {
	const found = await sql<FrameworkRow>`select ${head}, f.languages, f.scale, f.licence, f.attribution,
		(select coalesce(jsonb_agg(jsonb_build_object('id', c.cluster, 'title', c.title) order by c.place), '[]')
			from norms.clusters c where c.framework_id = f.id) as clusters,
		k.controls, k.active as "activeControls"
		from norms.frameworks f
		cross join lateral (select coalesce(jsonb_agg(k.body order by k.place), '[]') as controls, count(*) filter (where active)::int as active
			from norms.controls k where k.framework_id = f.id) k
		where f.id = any (${ids}::uuid[])`.execute(tx);
	return found.rows;
}

export interface KnownVersion {
	readonly id: string;
	readonly framework: string;
	readonly version: string;
	readonly structureHash: string;
	readonly contentHash: string;
}

export async function sectorVersions(tx: Tx): Promise<KnownVersion[]> {
	const found =
		await sql<KnownVersion>`select id, framework, version, structure_hash as "structureHash", content_hash as "contentHash"
		from norms.frameworks where owner_id is null`.execute(tx);
	return found.rows;
}

export interface Prints {
	readonly structure: string;
	readonly content: string;
	readonly format: string;
}

/** Writes a version, or mends the words of one that is there; three statements whatever its size. @returns its id */
export async function writeFramework(
	tx: Tx,
	content: FrameworkContent,
	prints: Prints,
	owner: string | null,
	person: string | null,
): Promise<string> {
	const made = await sql<{
		id: string;
	}>`insert into norms.frameworks (owner_id, framework, version, name, status, notice, languages, scale,
			licence, attribution, structure_hash, content_hash, source_format, created_by)
		values (${owner}, ${content.id}, ${content.version}, ${JSON.stringify(content.name)}::jsonb, ${content.status},
			${content.notice ? JSON.stringify(content.notice) : null}::jsonb, ${content.languages}::text[], ${JSON.stringify(content.scale)}::jsonb,
			${content.licence}, ${content.attribution}, ${prints.structure}, ${prints.content}, ${prints.format}, ${person})
		${mend(
			owner,
			sql`(owner_id, framework, version) do update set name = excluded.name, status = excluded.status, notice = excluded.notice,
			languages = excluded.languages, scale = excluded.scale, licence = excluded.licence, attribution = excluded.attribution,
			content_hash = excluded.content_hash`,
		)}
		returning id`.execute(tx);
	const id = made.rows[0]?.id ?? '';
	const clusters = content.clusters.map((cluster, place) => ({ cluster: cluster.id, place, title: cluster.title }));
	await sql`insert into norms.clusters (framework_id, owner_id, cluster, place, title)
		select ${id}, ${owner}, x.cluster, x.place, x.title from jsonb_to_recordset(${JSON.stringify(clusters)}::jsonb)
			as x (cluster text, place int, title jsonb)
		${mend(owner, sql`(framework_id, cluster) do update set place = excluded.place, title = excluded.title`)}`.execute(tx);
	const controls = content.controls.map((body, place) => ({
		...{ control: body.id, cluster: body.cluster, place, active: body.activeByDefault, body },
	}));
	await sql`insert into norms.controls (framework_id, owner_id, control, cluster, place, active, body)
		select ${id}, ${owner}, x.control, x.cluster, x.place, x.active, x.body from jsonb_to_recordset(${JSON.stringify(controls)}::jsonb)
			as x (control text, cluster text, place int, active boolean, body jsonb)
		${mend(owner, sql`(framework_id, control) do update set place = excluded.place, body = excluded.body`)}`.execute(tx);
	return id;
}

/** Only the sector's own content is mended; a repeated import of an organisation is refused as already there. */
function mend(owner: string | null, how: ReturnType<typeof sql>) {
	return owner === null ? sql`on conflict ${how}` : sql``;
}

/** Crosswalks of the sector are written over: no score rests on them. One of an organisation is refused as already there. */
export async function writeCrosswalks(tx: Tx, list: readonly CrosswalkContent[], owner: string | null): Promise<void> {
	const rows = list.map((one) => ({
		...{ crosswalk: one.id, version: one.version, name: one.name, status: one.status, relations: one.relations },
		...{ source_framework: one.source.framework, source_version: one.source.version ?? null },
		...{ target_framework: one.target.framework, target_version: one.target.version ?? null },
		...{ licence: one.licence, attribution: one.attribution },
	}));
	await sql`insert into norms.crosswalks (owner_id, crosswalk, version, name, status, source_framework, source_version, target_framework, target_version,
			relations, licence, attribution)
		select ${owner}::uuid, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (crosswalk text, version text, name jsonb, status text,
			source_framework text, source_version text, target_framework text, target_version text, relations jsonb, licence text, attribution text)
		${mend(
			owner,
			sql`(owner_id, crosswalk, version) do update set name = excluded.name, status = excluded.status, relations = excluded.relations,
			licence = excluded.licence, attribution = excluded.attribution`,
		)}`.execute(tx);
}

export interface CrosswalkRow {
	readonly id: string;
	readonly version: string;
	readonly name: { nl: string; en: string };
	readonly status: 'official' | 'reconstruction' | 'imported';
	readonly source: { framework: string; version: string | null };
	readonly target: { framework: string; version: string | null };
	readonly relations: CrosswalkContent['relations'];
}

/** Crosswalks that touch a framework, of this version or of no version in particular. */
export async function crosswalksOf(tx: Tx, framework: string, version: string): Promise<CrosswalkRow[]> {
	const found = await sql<CrosswalkRow>`select crosswalk as id, version, name, status, relations,
			jsonb_build_object('framework', source_framework, 'version', source_version) as source,
			jsonb_build_object('framework', target_framework, 'version', target_version) as target
		from norms.crosswalks
		where (source_framework = ${framework} and coalesce(source_version, ${version}) = ${version})
			or (target_framework = ${framework} and coalesce(target_version, ${version}) = ${version})
		order by crosswalk, version`.execute(tx);
	return found.rows;
}

/** What judging needs of a framework, without its words. */
export interface Skeleton {
	readonly id: string;
	readonly framework: string;
	readonly version: string;
	readonly sector: boolean;
	readonly name: { nl: string; en: string };
	readonly min: number;
	readonly max: number;
	readonly clusters: readonly { readonly id: string; readonly title: { nl: string; en: string } }[];
	readonly controls: readonly { readonly id: string; readonly cluster: string; readonly active: boolean }[];
}

/** Skeletons of the frameworks that the asker may see; unknown ids are absent from the answer. */
export async function skeletons(tx: Tx, ids: readonly string[]): Promise<Skeleton[]> {
	const found = await sql<Skeleton>`select f.id, f.framework, f.version, f.owner_id is null as sector, f.name,
			(f.scale ->> 'min')::int as min, (f.scale ->> 'max')::int as max,
			(select coalesce(jsonb_agg(jsonb_build_object('id', c.cluster, 'title', c.title) order by c.place), '[]')
				from norms.clusters c where c.framework_id = f.id) as clusters,
			(select coalesce(jsonb_agg(jsonb_build_object('id', k.control, 'cluster', k.cluster, 'active', k.active) order by k.place), '[]')
				from norms.controls k where k.framework_id = f.id) as controls
		from norms.frameworks f where f.id = any (${ids}::uuid[])`.execute(tx);
	return found.rows;
}

/** Ids of controls per framework name, over all versions that the asker may see; an unknown framework is absent. */
export async function knownControls(tx: Tx, names: readonly string[]): Promise<Map<string, Set<string>>> {
	const found = await sql<{ framework: string; controls: string[] }>`select f.framework, array_agg(distinct k.control) as controls
		from norms.frameworks f join norms.controls k on k.framework_id = f.id where f.framework = any (${names}::text[]) group by 1`.execute(
		tx,
	);
	return new Map(found.rows.map((row) => [row.framework, new Set(row.controls)]));
}
