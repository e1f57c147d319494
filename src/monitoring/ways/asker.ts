import type { Exchange } from '#platform';
import type { Asker } from '../ingest/accept-batch.ts';

/** The sender at the other end of the connection. What is handed to the network in time is taken to be heard. */
export function askerOf({ reply }: Exchange): Asker {
	const { raw } = reply;
	return {
		left: () => raw.destroyed || raw.closed,
		heard: new Promise((resolve) => {
			raw.once('finish', () => resolve(true));
			raw.once('close', () => resolve(raw.writableFinished));
		}),
	};
}
