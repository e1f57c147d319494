import type { z } from 'zod';
import { sql, type Tx } from '#platform';
import type { ActionView, actionView, newAction } from '../contract.ts';
import type { ActionState } from '../model/action.ts';

type Moments = 'doneAt' | 'createdAt' | 'updatedAt';
interface Row extends Omit<ActionView, Moments | 'overdue'> {
	readonly doneAt: Date | null;
	readonly doneBy: string | null;
	readonly createdAt: Date;
	readonly updatedAt: Date;
}

const columns = sql`id, institution_id as institution, title, description, owner, owner_person_id as "ownerPerson", carrier, due_on as "dueOn",
	milestone, cost_once::float8 as "costOnce", cost_yearly::float8 as "costYearly", jsonb_build_object('room', because_room, 'id', because_id) as because, state, proof, reason, done_by as "doneBy",
	done_at as "doneAt", version, created_at as "createdAt", updated_at as "updatedAt"`;

export interface Wish {
	readonly institution?: string;
	readonly state?: ActionState;
	readonly because?: string;
}

/** At most 500, first due first. */
export async function find(tx: Tx, institution: string, wish: Wish): Promise<Row[]> {
	const found = await sql<Row>`select ${columns} from improvement.actions where institution_id = ${institution}
		and (${wish.state ?? null}::text is null or state = ${wish.state ?? null})
		and (${wish.because ?? null}::text is null or because_id = ${wish.because ?? null})
		order by due_on, id limit 500`.execute(tx);
	return found.rows;
}

/** One's own action, locked until the end of the transaction. */
export async function take(tx: Tx, id: string): Promise<Row | undefined> {
	return (await sql<Row>`select ${columns} from improvement.actions where id = ${id} for update`.execute(tx)).rows[0];
}

export type NewAction = z.output<typeof newAction> & { readonly institution: string };

/** Opens many actions in one statement. */
export async function add(tx: Tx, actions: readonly NewAction[], by: string | null, at: Date): Promise<Row[]> {
	const made =
		await sql<Row>`insert into improvement.actions (institution_id, title, description, owner, owner_person_id, carrier, due_on,
			milestone, cost_once, cost_yearly, because_room, because_id, created_by, created_at, updated_at)
		select x.institution, x.title, x.description, x.owner, x."ownerPerson", x.carrier, x."dueOn", x.milestone, x."costOnce", x."costYearly", x.because ->> 'room',
			x.because ->> 'id', ${by}, ${at}, ${at}
		from jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) as x (institution uuid, title text, description text, owner text,
			"ownerPerson" uuid, carrier text, "dueOn" date, milestone text, "costOnce" bigint, "costYearly" bigint, because jsonb) returning ${columns}`.execute(
			tx,
		);
	return made.rows;
}

export interface Progress {
	readonly id: string;
	readonly state: ActionState;
	readonly proof: string | null;
	/** When it was finished. */
	readonly doneAt: Date | null;
}

/** Brings actions on, as those who brought them in know how far they are; for imports and the demo. */
export async function bringOn(tx: Tx, rows: readonly Progress[], at: Date): Promise<void> {
	await sql`update improvement.actions a set state = x.state, proof = x.proof, done_at = x."doneAt", version = a.version + 1, updated_at = ${at}
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, state text, proof text, "doneAt" timestamptz)
		where a.id = x.id`.execute(tx);
}

/** Writes what may change; the caller holds the row. */
export async function save(tx: Tx, next: Omit<Row, 'createdAt' | 'updatedAt' | 'because'>, at: Date): Promise<Row | undefined> {
	const saved =
		await sql<Row>`update improvement.actions set title = ${next.title}, description = ${next.description}, owner = ${next.owner},
			owner_person_id = ${next.ownerPerson}, carrier = ${next.carrier}, due_on = ${next.dueOn}, milestone = ${next.milestone}, cost_once = ${next.costOnce}, cost_yearly = ${next.costYearly},
			state = ${next.state}, proof = ${next.proof}, reason = ${next.reason}, done_by = ${next.doneBy}, done_at = ${next.doneAt},
			version = version + 1, updated_at = ${at}
		where id = ${next.id} returning ${columns}`.execute(tx);
	return saved.rows[0];
}

export function view(row: Row, today: string): z.input<typeof actionView> {
	return {
		...row,
		overdue: row.dueOn < today && (row.state === 'open' || row.state === 'in-progress'),
		doneAt: row.doneAt?.toISOString() ?? null,
		createdAt: row.createdAt.toISOString(),
		updatedAt: row.updatedAt.toISOString(),
	};
}
