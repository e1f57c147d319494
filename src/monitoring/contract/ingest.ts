import { z } from 'zod';
import { endpoint } from '#kernel/contract';

/** Counts of a batch; a repeated batch gets the counts of its first time. */
export const batchAnswer = z.object({
	batch: z.string(),
	accepted: z.int(),
	refused: z.int(),
	alerts: z.int(),
	/** True when this batch was known already and nothing changed. */
	repeated: z.boolean(),
});
export type BatchAnswer = z.output<typeof batchAnswer>;

export const ingestEvents = endpoint({
	summary:
		'Events as NDJSON (plain, gzip or zstd); answered when alerts and telemetry are durable. Idempotency-Key names the batch',
	response: batchAnswer,
});
