import { type Tx, sql } from '#platform';
import type { Handling } from '../model/handling.ts';

export interface HandlingRow extends Handling {
	readonly id: string;
	readonly advisoryId: string;
	readonly lineId: string;
	readonly institutionId: string;
	readonly version: number;
	readonly changedAt: Date;
}

const columns = sql`h.id, h.advisory_id as "advisoryId", h.line_id as "lineId", h.institution_id as "institutionId", h.state,
	h.reason, h.planned_on as "plannedOn", h.owner, h.proof, h.done_by as "doneBy", h.done_at as "doneAt",
	h.verified_by as "verifiedBy", h.verified_organisation as "verifiedOrganisation", h.verified_at as "verifiedAt",
	h.verified_how as "verifiedHow", h.version, h.changed_at as "changedAt"`;

/** Rows the asker may see; `saveHandling` notices when somebody changed them meanwhile. */
export async function handlingByIds(tx: Tx, ids: readonly string[]): Promise<HandlingRow[]> {
	const found = await sql<HandlingRow>`select ${columns} from sharing.handling h where h.id = any (${[...ids]}::uuid[])
		order by h.id`.execute(tx);
	return found.rows;
}

/** Writes decided states. @returns rows that were written: fewer when a policy refused one or its version had moved on */
export async function saveHandling(tx: Tx, rows: readonly HandlingRow[], now: Date): Promise<HandlingRow[]> {
	const found =
		await sql<HandlingRow>`update sharing.handling h set state = x.state, reason = x.reason, planned_on = x."plannedOn",
			owner = x.owner, proof = x.proof, done_by = x."doneBy", done_at = x."doneAt", verified_by = x."verifiedBy",
			verified_organisation = x."verifiedOrganisation", verified_at = x."verifiedAt", verified_how = x."verifiedHow",
			version = h.version + 1, changed_at = ${now}
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, version int, state text, reason text, "plannedOn" date, owner text,
			proof text, "doneBy" uuid, "doneAt" timestamptz, "verifiedBy" uuid, "verifiedOrganisation" uuid,
			"verifiedAt" timestamptz, "verifiedHow" text)
		where h.id = any (${rows.map(({ id }) => id)}::uuid[]) and h.id = x.id and h.version = x.version returning ${columns}`.execute(
			tx,
		);
	return found.rows;
}

/** Handling of one institution, or of all the asker may see by name, with the institution's name and kind. */
export async function handlingOf(
	tx: Tx,
	advisory: string,
	institution: string | undefined,
): Promise<(HandlingRow & { name: string; kind: 'hbo' | 'wo' | 'mbo' | 'research' | 'nrto' })[]> {
	const found = await sql<HandlingRow & { name: string; kind: 'hbo' | 'wo' | 'mbo' | 'research' | 'nrto' }>`
		select ${columns}, o.name, n.kind from sharing.handling h
		join institutions.organisations o on o.id = h.institution_id join institutions.institutions n on n.id = h.institution_id
		join sharing.mitigation_lines l on l.id = h.line_id
		where h.advisory_id = ${advisory} and (${institution ?? null}::uuid is null or h.institution_id = ${institution ?? null}::uuid)
		order by o.name, h.institution_id, l.place`.execute(tx);
	return found.rows;
}

export interface OthersHandling {
	lineId: string;
	contributors: number;
	received: number;
	notApplicable: number;
	planned: number;
	done: number;
	verified: number;
}

/** Anonymous counts of the others as they were last told, for an advisory the asker may see. */
export async function othersHandling(tx: Tx, advisory: string): Promise<{ others: OthersHandling[]; othersAt: string | null }> {
	const found = await sql<OthersHandling & { toldAt: Date }>`select o.line_id as "lineId", o.contributors, o.received,
			o.not_applicable as "notApplicable", o.planned, o.done, o.verified, t.told_at as "toldAt"
		from sharing.tell_others(${advisory}, 'handling') t cross join lateral jsonb_to_recordset(t.figures)
			as o (line_id uuid, contributors int, received int, not_applicable int, planned int, done int, verified int)`.execute(tx);
	const others = found.rows.map(({ toldAt: _toldAt, ...row }) => row);
	return { others, othersAt: found.rows[0]?.toldAt.toISOString() ?? null };
}
