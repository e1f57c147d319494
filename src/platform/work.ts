import { sql } from 'kysely';
import type { Ctx, Platform, Work } from './context.ts';
import { taskName } from './jobs.ts';
import type { Tx, Who } from './postgres/database.ts';
import { traceHeaders } from './trace.ts';

/** Builds the verbs of a transaction. */
export function workIn(platform: Platform, tx: Tx): Work {
	async function job(name: string, payload: object, options?: { key?: string; at?: Date }): Promise<void> {
		const carried = { ...payload, ...traceHeaders() };
		await sql`select platform.add_job(${taskName(name)}, ${JSON.stringify(carried)}::json, ${options?.key ?? null}, ${options?.at ?? null})`.execute(
			tx,
		);
	}
	return {
		platform,
		tx,
		now: platform.clock.now(),
		job,
		async publish(kind, payload) {
			const checked = kind.payload.parse(payload) as object;
			for (const name of platform.subscribers.get(kind.name) ?? []) await job(name, checked);
		},
		async live(topic, payload, organisation) {
			await sql`insert into platform.live_events (organisation_id, topic, payload)
				values (${organisation}, ${topic}, ${JSON.stringify(payload)}::jsonb)`.execute(tx);
		},
	};
}

/** Runs work as somebody, in one transaction. */
export function asWho<T>(platform: Platform, who: Who, work: (ctx: Ctx) => Promise<T>): Promise<T> {
	return platform.database.as(who, (tx) => work({ ...workIn(platform, tx), who }));
}

/** Runs work as Dijkwacht itself, in one transaction. */
export function asSystem<T>(platform: Platform, work: (work: Work) => Promise<T>): Promise<T> {
	return platform.database.system((tx) => work(workIn(platform, tx)));
}
