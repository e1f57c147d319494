import type pg from 'pg';

/** Work that was promised in a transaction and is not done yet. */
interface Pending {
	readonly task: string;
	readonly payload: unknown;
	readonly queue: string | null;
	readonly runAt: string;
	readonly maxAttempts: number;
	readonly key: string | null;
	readonly priority: number;
	readonly flags: Record<string, boolean> | null;
}

/** In the order in which they were promised; what runs at this moment counts as not done, because every handler may repeat. */
export async function pendingJobs(client: pg.ClientBase): Promise<Pending[]> {
	const found =
		await client.query<Pending>(`select t.identifier as task, j.payload, q.queue_name as queue, j.run_at::text as "runAt",
			j.max_attempts as "maxAttempts", j.key, j.priority, j.flags
		from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
		left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
		where j.attempts < j.max_attempts or j.locked_at is not null order by j.id`);
	return found.rows;
}

/** Promises them again. */
export async function promiseAgain(client: pg.ClientBase, jobs: readonly Pending[]): Promise<void> {
	await client.query(
		`select graphile_worker.add_job(j.task, j.payload, queue_name => j.queue, run_at => j."runAt", max_attempts => j."maxAttempts",
			job_key => j.key, priority => j.priority, flags => (select array_agg(k) from json_object_keys(j.flags) k))
		from json_to_recordset($1) as j (task text, payload json, queue text, "runAt" timestamptz, "maxAttempts" int, key text,
			priority int, flags json)`,
		[JSON.stringify(jobs)],
	);
}
