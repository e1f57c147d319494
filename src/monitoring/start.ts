import type { Platform } from '#platform';
import { startDetection } from './detect/detection.ts';
import { consumeNats } from './ways/nats/consume.ts';
import { listenForSyslog } from './ways/syslog/listen.ts';

/** Detection, and the ways in that are no addresses of the HTTP server, where this process takes events in. */
export async function startWatch(platform: Platform): Promise<{ stop(): Promise<void> }> {
	const detection = await startDetection(platform);
	const ways = platform.config.SERVICES.includes('ingest') ? [await listenForSyslog(platform), consumeNats(platform)] : [];
	return {
		async stop() {
			await Promise.all(ways.map((way) => way.stop()));
			await detection.stop();
		},
	};
}
