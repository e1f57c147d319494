import { sql } from 'kysely';
import { z } from 'zod';
import { endpoint, moment, pageOf, uuid } from '#kernel/contract';
import type { Ctx, Platform, Work } from './context.ts';
import { get, type Route } from './http/table.ts';
import { asSystem } from './work.ts';

const progressRow = z.object({
	id: uuid,
	kind: z.string(),
	state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
	done: z.number(),
	total: z.number().nullable(),
	detail: z.string(),
	createdAt: moment,
	updatedAt: moment,
});

const listJobs = endpoint({ summary: 'Long work of your organisation with its progress', response: pageOf(progressRow) });

export interface ProgressNews {
	readonly state?: 'running' | 'done' | 'failed' | 'cancelled';
	readonly done?: number;
	readonly total?: number;
	readonly detail?: string;
}

/** Opens a progress row; its id goes to the job and to the screen. */
export async function openProgress(work: Work, organisation: string, kind: string, total: number | null = null): Promise<string> {
	const made = await sql<{ id: string }>`insert into platform.progress (organisation_id, kind, total)
		values (${organisation}, ${kind}, ${total}) returning id`.execute(work.tx);
	return made.rows[0]?.id ?? '';
}

/** Moves a progress row on, in a transaction of its own, and tells the screens. */
export async function tellProgress(platform: Platform, id: string, news: ProgressNews): Promise<void> {
	await asSystem(platform, async (work) => {
		const moved = await sql<{
			organisation_id: string;
		}>`update platform.progress set state = coalesce(${news.state ?? null}, state),
			done = coalesce(${news.done ?? null}, done), total = coalesce(${news.total ?? null}, total),
			detail = coalesce(${news.detail ?? null}, detail), updated_at = now() where id = ${id} returning organisation_id`.execute(
			work.tx,
		);
		const organisation = moved.rows[0]?.organisation_id;
		if (organisation !== undefined) await work.live('progress', { progress: id, ...news }, organisation);
	});
}

async function list(ctx: Ctx): Promise<z.input<(typeof listJobs)['response']>> {
	const found = await sql<
		z.input<typeof progressRow> & { createdAt: Date; updatedAt: Date }
	>`select id, kind, state, done, total, detail,
		created_at as "createdAt", updated_at as "updatedAt" from platform.progress order by created_at desc limit 100`.execute(
		ctx.tx,
	);
	return {
		items: found.rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() })),
	};
}

export const progressRoutes: readonly Route[] = [get('/v1/jobs', 'signed-in', listJobs, list)];
