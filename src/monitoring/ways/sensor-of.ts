import { Refusal } from '#kernel';
import { sensorOfToken } from '#institutions';
import type { Exchange } from '#platform';
import type { Source } from '../ingest/process.ts';
import { reportingSensor } from '../store/sensors.ts';

/** The sensor whose token the request came with; refuses tokens that belong to none, or to one that was retired. */
export function sourceOf({ within }: Pick<Exchange, 'within'>): Promise<Source> {
	return within(async (ctx) => {
		const sensor = await sensorOfToken(ctx);
		const found = sensor === null ? undefined : await reportingSensor(ctx.tx, sensor);
		if (sensor === null || found === undefined) {
			throw new Refusal('not-allowed', 'this token belongs to no sensor that is in use; make one with POST /v1/sensors');
		}
		return { institution: found.institution, sensor, synthetic: found.kind === 'synthetic' };
	});
}
