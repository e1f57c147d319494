import { finding, Refusal } from '#kernel';
import type { Exchange } from '#platform';
import type { Line } from '../ingest/lines.ts';
import { lineOf, unwrapped } from './inner.ts';
import { jsonObjects } from './json-objects.ts';
import { takeDocument, takeRequest } from './take.ts';

const success = { text: 'Success', code: 0 };
/** We answer only what is durable, so one number serves for every acknowledgement. */
const acknowledgement = 1;

function answer({ request }: Exchange): object {
	return request.headers['x-splunk-request-channel'] === undefined ? success : { ...success, ackId: acknowledgement };
}

/** Events of the HTTP Event Collector: JSON objects behind each other, each with `event` (text or object) and facts about it. */
export function hecEvents(bytes: Buffer, received: Date): Line[] {
	const objects = jsonObjects(bytes.toString('utf8'));
	const refused = (where: string, detail: string) =>
		new Refusal('input-invalid', 'the events cannot be read', [finding('hec-broken', where, detail)]);
	if (objects === undefined) throw refused('/', 'JSON objects behind each other were expected');
	return objects.map((text, number) => {
		let given: Record<string, unknown>;
		try {
			given = JSON.parse(text) as Record<string, unknown>;
		} catch {
			throw refused(`event ${number}`, 'no JSON');
		}
		const { event, time, host, fields, source, sourcetype } = given;
		if (event === undefined || event === null || event === '') throw refused(`event ${number}`, 'the event field is missing');
		const facts = typeof fields === 'object' ? fields : {};
		return lineOf(unwrapped(event, { time, host, more: { ...facts, source, sourcetype } }, received), number);
	});
}

/** `POST .../services/collector/event` */
export async function ingestHec(exchange: Exchange): Promise<unknown> {
	await takeDocument(exchange, ({ bytes }) => hecEvents(bytes, exchange.platform.clock.now()));
	return answer(exchange);
}

/** `POST .../services/collector/raw`: lines as they are. */
export async function ingestHecRaw(exchange: Exchange): Promise<unknown> {
	await takeRequest(exchange);
	return answer(exchange);
}

/** `POST .../services/collector/ack`: a sender may ask for anything it was given, and all of that is durable. */
export async function acknowledgeHec({ request }: Exchange): Promise<unknown> {
	const { acks = [] } = (request.body ?? {}) as { acks?: unknown };
	const asked = Array.isArray(acks) ? acks.filter((id) => Number.isSafeInteger(id)).slice(0, 10_000) : [];
	return { acks: Object.fromEntries(asked.map((id) => [String(id), id === acknowledgement])) };
}

export async function hecHealth(): Promise<unknown> {
	return { text: 'HEC is healthy', code: 17 };
}
