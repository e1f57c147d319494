import { type Ctx, sql, type Work } from '#platform';

export interface ChainFault {
	readonly organisation: string;
	/** Number of the first link that does not hold. */
	readonly number: number;
	readonly what: 'changed' | 'not-linked' | 'missing' | 'cut-off' | 'head-missing';
}

export interface ChainReport {
	readonly chains: number;
	readonly links: number;
	/** The first broken link of each organisation that has one. */
	readonly faults: readonly ChainFault[];
}

/**
 * Walks the chains the asker may read (its own; all of them for Dijkwacht itself) and recomputes every link. Names what
 * differs: an entry was changed, does not follow its predecessor, is missing, or the end was cut off against the kept head.
 */
export async function verifyAudit(work: Work): Promise<ChainReport> {
	const found = await sql<{ chains: number; links: number; faults: ChainFault[] | null }>`with link as (
			select a.organisation_id, a.number, a.hash, a.previous, sha256(convert_to(institutions.audit_text(a), 'UTF8')) as computed,
				lag(a.number, 1, 0) over chain as number_before, lag(a.hash, 1, '\\x'::bytea) over chain as hash_before
			from institutions.audit_trail a window chain as (partition by a.organisation_id order by a.number)
		), tail as (
			select coalesce(h.organisation_id, l.organisation_id) as organisation_id, h.number as head_number, h.hash as head_hash, l.number, l.hash
			from institutions.audit_heads h full join
				(select distinct on (organisation_id) organisation_id, number, hash from link order by organisation_id, number desc) l using (organisation_id)
		), fault as (
			select organisation_id, number_before + 1 as number, 'missing' as what from link where number <> number_before + 1
			union all select organisation_id, number, 'changed' from link where hash <> computed
			union all select organisation_id, number, 'not-linked' from link where previous <> hash_before and number = number_before + 1
			union all select organisation_id, number + 1, 'head-missing' from tail where head_number is null
			union all select organisation_id, coalesce(number, 0) + 1, 'cut-off' from tail where head_number > coalesce(number, 0)
			union all select organisation_id, number, 'changed' from tail where head_number < number or (head_number = number and head_hash <> hash)
		), first as (
			select distinct on (organisation_id) organisation_id, number, what from fault
			order by organisation_id, number, array_position(array['missing', 'changed', 'not-linked', 'cut-off', 'head-missing'], what)
		)
		select (select count(*) from tail) as chains, (select count(*) from link) as links,
			(select jsonb_agg(jsonb_build_object('organisation', organisation_id, 'number', number, 'what', what) order by organisation_id) from first) as faults`.execute(
		work.tx,
	);
	const [row] = found.rows;
	return { chains: row?.chains ?? 0, links: row?.links ?? 0, faults: row?.faults ?? [] };
}

/** One SHA-256 (hexadecimal) over the heads of all chains, to compare a backup with what came back. */
export async function auditHead(work: Work): Promise<string> {
	const found = await sql<{ head: string }>`select encode(sha256(convert_to(coalesce(string_agg(
			organisation_id || ' ' || number || ' ' || encode(hash, 'hex'), E'\\n' order by organisation_id), ''), 'UTF8')), 'hex') as head
		from institutions.audit_heads`.execute(work.tx);
	return found.rows[0]!.head;
}

export interface TrailRow {
	readonly number: number;
	readonly at: Date;
	readonly person: string | null;
	readonly personName: string | null;
	readonly role: string | null;
	readonly verb: string;
	readonly subject: string;
	readonly detail: Record<string, unknown>;
	readonly hash: string;
}

/** The asker's own trail, newest first, before number `before`; `search` looks in verb, subject and detail. */
export async function readTrail(ctx: Ctx, search: string, before: number | null, limit: number): Promise<TrailRow[]> {
	const found =
		await sql<TrailRow>`select a.number, a.at, a.person_id as person, p.display_name as "personName", a.role, a.verb, a.subject,
			a.detail, encode(a.hash, 'hex') as hash
		from institutions.audit_trail a left join institutions.persons p on p.id = a.person_id
		where (${before}::bigint is null or a.number < ${before}) and (${search} = '' or
			position(lower(${search}) in lower(a.verb || ' ' || a.subject || ' ' || a.detail::text || ' ' || coalesce(p.display_name, ''))) > 0)
		order by a.number desc limit ${limit}`.execute(ctx.tx);
	return found.rows;
}
