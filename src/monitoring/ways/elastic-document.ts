import { Refusal } from '#kernel';
import type { Exchange } from '#platform';
import { askerOf } from './asker.ts';
import { breakingOff, documentsOf } from './elastic-bulk.ts';
import { agreeToSetup } from './elastic-setup.ts';
import { lineOf } from './inner.ts';
import { takeDocument } from './take.ts';

interface Place {
	readonly index: string;
	readonly type: string;
	readonly id?: string;
}

/**
 * `POST /ingest/elastic/{index}/_doc`, as rsyslog sends without `bulkmode`: one document a request. Two equal documents are two
 * events unless the answer to the first was lost, so each is a batch of its own name.
 */
export async function ingestDocument(exchange: Exchange, { params }: { params: Place }): Promise<unknown> {
	const { index, type, id } = params;
	// Templates may be set by POST too.
	if (index.startsWith('_'))
		return agreeToSetup(exchange, { params: { area: index, name: type, ...(id && { kind: type, name: id }) } });
	if (type.startsWith('_') && type !== '_doc' && type !== '_create') throw new Refusal('not-found');
	const action = lineOf(JSON.stringify({ index: id === undefined ? {} : { _id: id } }), 0);
	const name = `document:${crypto.randomUUID()}`;
	const taken = takeDocument(
		exchange,
		({ bytes }) => documentsOf([action, { number: 1, bytes, tooLong: false }], exchange.platform.clock.now()).lines,
		{ name, asker: askerOf(exchange) },
	);
	await breakingOff(exchange, taken);
	exchange.reply.header('x-elastic-product', 'Elasticsearch').status(201);
	return { _index: index, _id: id ?? name.slice(name.indexOf(':') + 1), _version: 1, result: 'created' };
}
