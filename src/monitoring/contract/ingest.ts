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

const foreign = z.unknown();
const index = z.object({ index: z.string().max(200) });
export const elasticGreeting = endpoint({
	summary: 'Answers as Elasticsearch does, for senders that ask first',
	response: foreign,
});
const setup = 'Agrees to a template, policy or pipeline of Elasticsearch, which senders set before they send';
export const elasticSetup = endpoint({
	summary: setup,
	params: z.object({ area: z.string().max(100), name: z.string().max(300) }),
	response: foreign,
});
export const elasticSetupOfKind = endpoint({
	summary: setup,
	params: z.object({ area: z.string().max(100), kind: z.string().max(100), name: z.string().max(300) }),
	response: foreign,
});
export const elasticBulk = endpoint({ summary: 'Events by the bulk form of Elasticsearch', response: foreign });
export const elasticIndexBulk = endpoint({
	summary: 'Events by the bulk form of Elasticsearch',
	params: index,
	response: foreign,
});
const type = z.object({ index: z.string().max(300), type: z.string().max(200) });
export const elasticTypeBulk = endpoint({ summary: 'Events by the bulk form of Elasticsearch', params: type, response: foreign });
export const elasticDocument = endpoint({ summary: 'One event as a document of Elasticsearch', params: type, response: foreign });
export const elasticNamedDocument = endpoint({
	summary: 'One event as a document of Elasticsearch',
	params: type.extend({ id: z.string().max(300) }),
	response: foreign,
});
export const elasticIndex = endpoint({
	summary: 'Agrees to an index or alias of Elasticsearch, which senders look for or make before they send',
	params: z.object({ index: z.string().max(300) }),
	response: foreign,
});
export const hecEvent = endpoint({ summary: 'Events by the HTTP Event Collector of Splunk', response: foreign });
export const hecRaw = endpoint({ summary: 'Lines by the HTTP Event Collector of Splunk', response: foreign });
export const hecAck = endpoint({ summary: 'Acknowledgements of the HTTP Event Collector', response: foreign });
export const hecOptions = endpoint({
	summary: 'What may be asked of the HTTP Event Collector; Docker asks first',
	response: foreign,
});
export const hecHealth = endpoint({ summary: 'Whether the HTTP Event Collector takes events', response: foreign });
export const otlpLogs = endpoint({ summary: 'Log records by OTLP/HTTP in JSON or protobuf', response: foreign });
