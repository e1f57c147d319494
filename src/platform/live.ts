import pg from 'pg';
import { z } from 'zod';
import { sql } from 'kysely';
import { endpoint } from '#kernel/contract';
import type { Platform } from './context.ts';
import { raw, type Route } from './http/table.ts';

interface LiveRow {
	id: number;
	xid: string;
	organisation_id: string | null;
	topic: string;
	payload: unknown;
}

interface Listener {
	readonly organisation: string;
	/** Transactions before this one are all seen. */
	horizon: bigint;
	readonly sent: Map<number, bigint>;
	write(text: string): void;
}

/** Rows kept for screens that come back; older ones are gone and the screen loads anew. */
const keepMinutes = 60;
const largestBatch = 2000;
const mostWaitingBytes = 4_000_000;

/** A page of rows, in order of id, and the oldest transaction that was open when it was read. */
async function rowsSince(platform: Platform, horizon: bigint, after = 0): Promise<{ rows: LiveRow[]; safe: bigint }> {
	return platform.database.system(async (tx) => {
		const edge = await sql<{ safe: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as safe`.execute(tx);
		const found = await sql<LiveRow>`select id, xid::text as xid, organisation_id, topic, payload from platform.live_events
			where xid >= ${String(horizon)}::xid8 and id > ${after} order by id limit ${largestBatch}`.execute(tx);
		return { rows: found.rows, safe: BigInt(edge.rows[0]?.safe ?? '0') };
	});
}

/**
 * Sends what is new and moves the horizon. A row of a transaction that began early and committed late still lies
 * behind the horizon's oldest open transaction, so nothing falls between; `sent` keeps it from being sent twice.
 */
function deliver(listener: Listener, rows: readonly LiveRow[]): void {
	for (const row of rows) {
		const mine = row.organisation_id === null || row.organisation_id === listener.organisation;
		if (!mine || listener.sent.has(row.id) || BigInt(row.xid) < listener.horizon) continue;
		listener.sent.set(row.id, BigInt(row.xid));
		listener.write(
			`id: ${listener.horizon}\nevent: ${row.topic}\ndata: ${JSON.stringify({ id: row.id, ...(row.payload as object) })}\n\n`,
		);
	}
}

/** Everything of transactions before `safe` was sent. */
function advance(listener: Listener, safe: bigint): void {
	if (safe <= listener.horizon) return;
	listener.horizon = safe;
	for (const [id, xid] of listener.sent) if (xid < safe) listener.sent.delete(id);
	listener.write(`id: ${safe}\n\n`);
}

export interface LiveUpdates {
	readonly routes: readonly Route[];
	start(): Promise<void>;
	stop(): Promise<void>;
}

/** Server-sent live updates, woken by NOTIFY; a screen that comes back with Last-Event-ID misses nothing. */
export function liveUpdates(databaseUrl: () => string): LiveUpdates {
	const listeners = new Set<Listener>();
	let running: Platform | undefined;
	let client: pg.Client | undefined;
	let stopped = false;
	let busy = false;
	let again = false;

	async function pump(): Promise<void> {
		if (busy) {
			again = true;
			return;
		}
		busy = true;
		do {
			again = false;
			if (running === undefined || listeners.size === 0) break;
			// Who joins meanwhile may lie further back than what is being read, and waits for the next pass.
			await pass(running, [...listeners]).catch(() => undefined);
		} while (again);
		busy = false;
	}

	async function pass(platform: Platform, asking: readonly Listener[]): Promise<void> {
		const least = asking.reduce((low, { horizon }) => (horizon < low ? horizon : low), BigInt(Number.MAX_SAFE_INTEGER));
		const first = await rowsSince(platform, least);
		for (let { rows } = first; ; ) {
			for (const listener of asking) deliver(listener, rows);
			const last = rows.at(-1);
			if (last === undefined || rows.length < largestBatch) break;
			({ rows } = await rowsSince(platform, least, last.id));
		}
		for (const listener of asking) advance(listener, first.safe);
	}

	async function listen(): Promise<void> {
		if (stopped) return;
		const fresh = new pg.Client({ connectionString: databaseUrl() });
		const retry = () => {
			if (client !== fresh) return;
			client = undefined;
			setTimeout(() => void listen(), 300);
		};
		client = fresh;
		fresh.on('error', retry);
		fresh.on('end', retry);
		fresh.on('notification', () => void pump());
		try {
			await fresh.connect();
			await fresh.query('listen dijkwacht_live');
			await pump();
		} catch {
			retry();
		}
	}

	const address = endpoint({ summary: 'Live updates as server-sent events', response: z.string() });
	const open = raw('GET', '/v1/live', 'signed-in', address, async ({ platform, request, reply, who }) => {
		running ??= platform;
		const asked = String(request.headers['last-event-id'] ?? '');
		const { safe } = await rowsSince(platform, BigInt(Number.MAX_SAFE_INTEGER));
		const horizon = /^\d{1,18}$/.test(asked) ? BigInt(asked) : safe;
		reply.hijack();
		const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
		reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
		const listener: Listener = {
			organisation: who?.organisation ?? '',
			horizon,
			sent: new Map(),
			// A reader that does not keep up is cut off; it comes back with its last id.
			write(text) {
				if (reply.raw.writableLength > mostWaitingBytes) reply.raw.destroy();
				else reply.raw.write(text);
			},
		};
		listener.write(`retry: 500\nid: ${horizon}\n\n`);
		listeners.add(listener);
		const beat = setInterval(() => listener.write(': beat\n\n'), 15_000);
		request.raw.on('close', () => {
			clearInterval(beat);
			listeners.delete(listener);
		});
		await pump();
	});
	return {
		routes: [open],
		start: listen,
		async stop() {
			stopped = true;
			await client?.end().catch(() => undefined);
		},
	};
}

/** Forgets what no screen can still ask for. */
export async function forgetLive(platform: Platform): Promise<void> {
	await platform.database.system((tx) =>
		sql`delete from platform.live_events where at < now() - make_interval(mins => ${keepMinutes})`.execute(tx),
	);
}
