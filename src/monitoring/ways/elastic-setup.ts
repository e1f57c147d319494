import { Readable } from 'node:stream';
import { Refusal } from '#kernel';
import type { Exchange } from '#platform';

const version = '8.17.0';

/** What Filebeat, Logstash, Vector and rsyslog ask before they send: are you Elasticsearch, and which. */
export async function greet({ reply }: Exchange): Promise<unknown> {
	reply.header('x-elastic-product', 'Elasticsearch');
	const build = { number: version, build_flavor: 'default', build_type: 'docker', minimum_wire_compatibility_version: '7.17.0' };
	return {
		name: 'dijkwacht',
		cluster_name: 'dijkwacht',
		cluster_uuid: 'dijkwacht',
		version: build,
		tagline: 'You Know, for Search',
	};
}

function settled({ request, reply }: Exchange, words: object): object {
	// Templates are larger than a request may be; nothing of them is kept.
	if (request.body instanceof Readable) request.body.resume();
	reply.header('x-elastic-product', 'Elasticsearch');
	return words;
}

/** Senders ask for a licence and for health first. */
export async function agree(exchange: Exchange): Promise<unknown> {
	const license = { uid: 'dijkwacht', type: 'basic', status: 'active', mode: 'basic' };
	return settled(exchange, { acknowledged: true, cluster_name: 'dijkwacht', status: 'green', timed_out: false, license });
}

const known = new Set(['_template', '_index_template', '_component_template', '_data_stream', '_ilm/policy', '_ingest/pipeline']);

/** Senders set templates, policies and pipelines before they send; there is nothing to set here, so all of them are there. */
export async function agreeToSetup(
	exchange: Exchange,
	{ params }: { params: { area: string; kind?: string } },
): Promise<unknown> {
	if (!known.has([params.area, params.kind].filter((part) => part !== undefined).join('/'))) throw new Refusal('not-found');
	return settled(exchange, { acknowledged: true });
}
