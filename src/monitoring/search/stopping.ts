import type { Platform } from '#platform';
import { askedToStop } from '../store/searches.ts';

/** Milliseconds until a search in another process notices that it was asked to stop. */
const interval = 500;

interface Watch {
	readonly stops: Map<string, () => void>;
	timer: NodeJS.Timeout | undefined;
}
const watches = new WeakMap<Platform, Watch>();

/** Calls `stop` when somebody asks this search to stop, through whichever process. @returns ends the watching */
export function watchForStop(platform: Platform, id: string, stop: () => void): () => void {
	const watch = watches.get(platform) ?? { stops: new Map(), timer: undefined };
	watches.set(platform, watch);
	watch.stops.set(id, stop);
	watch.timer ??= setInterval(() => void look(platform, watch), interval).unref();
	return () => {
		watch.stops.delete(id);
		if (watch.stops.size > 0) return;
		clearInterval(watch.timer);
		watch.timer = undefined;
	};
}

async function look(platform: Platform, { stops }: Watch): Promise<void> {
	const asked = await platform.database.system((tx) => askedToStop(tx, [...stops.keys()])).catch(() => []);
	for (const id of asked) stops.get(id)?.();
}
