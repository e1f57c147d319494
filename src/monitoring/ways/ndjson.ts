import type { Exchange } from '#platform';
import type { BatchAnswer } from '../contract/ingest.ts';
import { takeRequest } from './take.ts';

/** `POST /v1/ingest/events` */
export function ingestLines(exchange: Exchange): Promise<BatchAnswer> {
	return takeRequest(exchange);
}
