import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asSystem, type Platform, sql, type Work } from '#platform';

/** The head of one chain as it was at a moment, kept outside the database. */
export interface Anchor {
	readonly at: string;
	readonly organisation: string;
	readonly number: number;
	/** SHA-256 of the entry, hexadecimal. */
	readonly hash: string;
}

/** Who can write in the database can write a whole chain anew, heads included; not what stands in this file or a copy of it. */
export const anchorFile = (dataDir: string) => join(dataDir, 'audit-anchors.ndjson');
/** Anchors that are compared, newest first, for each chain. */
const compared = 500;

/** Lines that are no anchor, such as a last one cut short by a full disk, are passed over. */
export async function readAnchors(file: string): Promise<Anchor[]> {
	if (!existsSync(file)) return [];
	return (await readFile(file, 'utf8')).split('\n').flatMap((line) => {
		try {
			const { at, organisation, number, hash } = JSON.parse(line) as Anchor;
			return Number.isSafeInteger(number) && /^[0-9a-f]{64}$/.test(hash) ? [{ at, organisation, number, hash }] : [];
		} catch {
			return [];
		}
	});
}

function newest(anchors: readonly Anchor[]): Map<string, Anchor> {
	const last = new Map<string, Anchor>();
	for (const anchor of anchors)
		if ((last.get(anchor.organisation)?.number ?? 0) <= anchor.number) last.set(anchor.organisation, anchor);
	return last;
}

/** Writes the head of every chain that grew since the last time into the file, and their number and newest moment into the log. */
export async function anchorHeads(platform: Platform): Promise<void> {
	const file = anchorFile(platform.config.dataDir);
	const known = newest(await readAnchors(file));
	const heads = await asSystem(platform, (work) =>
		sql<{ organisation: string; number: number; hash: string }>`select organisation_id as organisation, number,
			encode(hash, 'hex') as hash from institutions.audit_heads where number > 0 order by organisation_id`.execute(work.tx),
	);
	const at = platform.clock.now().toISOString();
	const grown = heads.rows.filter(({ organisation, number }) => number > (known.get(organisation)?.number ?? 0));
	if (grown.length === 0) return;
	await appendFile(file, grown.map((head) => `${JSON.stringify({ at, ...head })}\n`).join(''), { mode: 0o600, flush: true });
	for (const { organisation, number, hash } of grown) platform.log.info({ audit: { organisation, number, hash } }, 'audit head');
}

export interface AnchorFault {
	readonly organisation: string;
	readonly number: number;
	readonly what: 'cut-off' | 'rewritten';
}

/** Chains that do not hold what their anchors say: where they end now, or the first entry after the last anchor that agrees. */
export async function compareAnchors(work: Work, anchors: readonly Anchor[]): Promise<AnchorFault[]> {
	const perChain = [...Map.groupBy(anchors, ({ organisation }) => organisation).values()];
	const given = perChain.flatMap((chain) => chain.sort((a, b) => b.number - a.number).slice(0, compared));
	const found = await sql<AnchorFault>`with anchor as (
			select distinct organisation, number, hash from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as
				(organisation uuid, number bigint, hash text)
		), judged as (
			select x.organisation, x.number, a.hash is null as absent, encode(a.hash, 'hex') is not distinct from x.hash as agrees
			from anchor x left join institutions.audit_trail a on a.organisation_id = x.organisation and a.number = x.number
		)
		select organisation, case when bool_or(not agrees and not absent) then coalesce(max(number) filter (where agrees), 0) + 1
				else (select coalesce(max(t.number), 0) + 1 from institutions.audit_trail t where t.organisation_id = organisation) end as number,
			case when bool_or(not agrees and not absent) then 'rewritten' else 'cut-off' end as what
		from judged group by organisation having not bool_and(agrees) order by organisation`.execute(work.tx);
	return found.rows;
}
