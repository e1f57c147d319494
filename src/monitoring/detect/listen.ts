import pg from 'pg';
import type { Platform } from '#platform';

/** Seconds between readings that need no notification: a lost connection costs this much at most. */
const safetyNet = 3000;
const retryAfter = 300;

/**
 * Calls `changed` after each notification on these channels, and every few seconds besides. Calls never overlap; one
 * that arrives during another is made up for after it.
 */
export function listenFor(
	platform: Platform,
	channels: readonly string[],
	changed: () => Promise<void>,
): { stop(): Promise<void> } {
	let client: pg.Client | undefined;
	let stopped = false;
	let running: Promise<void> | undefined;
	let again = false;

	function wake(): void {
		if (stopped) return;
		again = running !== undefined;
		running ??= changed()
			.catch((fault: unknown) =>
				platform.log.warn({ err: fault }, 'detection could not be brought up to date; it will be tried again'),
			)
			.finally(() => {
				running = undefined;
				if (again) wake();
			});
	}

	async function listen(): Promise<void> {
		if (stopped) return;
		const fresh = new pg.Client({ ...platform.database.pool.options, max: undefined } as pg.ClientConfig);
		client = fresh;
		const retry = () => {
			if (client !== fresh) return;
			client = undefined;
			setTimeout(() => void listen(), retryAfter).unref();
		};
		fresh.on('error', retry);
		fresh.on('end', retry);
		fresh.on('notification', wake);
		try {
			await fresh.connect();
			for (const channel of channels) await fresh.query(`listen ${channel}`);
			wake();
		} catch {
			retry();
		}
	}

	const timer = setInterval(wake, safetyNet);
	timer.unref();
	void listen();
	return {
		async stop() {
			stopped = true;
			clearInterval(timer);
			await client?.end().catch(() => undefined);
			await running;
		},
	};
}
