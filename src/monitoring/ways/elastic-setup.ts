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

function settled({ request, reply }: Exchange, words: unknown): unknown {
	// Templates are larger than a request may be; nothing of them is kept.
	if (request.body instanceof Readable) request.body.resume();
	reply.header('x-elastic-product', 'Elasticsearch');
	return words;
}

/** Senders ask for a licence, for health and for what is switched on first; Beats 7 reads the features. */
export async function agree(exchange: Exchange): Promise<unknown> {
	const license = { uid: 'dijkwacht', type: 'basic', status: 'active', mode: 'basic' };
	const features = { ilm: { available: true, enabled: true } };
	return settled(exchange, {
		acknowledged: true,
		cluster_name: 'dijkwacht',
		status: 'green',
		timed_out: false,
		license,
		features,
	});
}

/** By area, and by kind where one stands between it and the name. */
const answers: Readonly<Record<string, (name: string) => unknown>> = {
	_template: acknowledged,
	_index_template: acknowledged,
	_component_template: acknowledged,
	_data_stream: acknowledged,
	'_ilm/policy': acknowledged,
	'_ingest/pipeline': acknowledged,
	_alias: (name) => ({ [name]: { aliases: { [name]: { is_write_index: true } } } }),
	// Beats 7 looks for the name of its template in the text.
	'_cat/templates': (name) => `${name} [${name}-*] 1\n`,
	// No nodes to go to directly: who asks stays with this address.
	_nodes: () => ({ _nodes: { total: 0, successful: 0, failed: 0 }, cluster_name: 'dijkwacht', nodes: {} }),
	'_nodes/_all': () => ({ cluster_name: 'dijkwacht', nodes: {} }),
};

function acknowledged(): unknown {
	return { acknowledged: true };
}

/** Senders set templates, policies and pipelines before they send; there is nothing to set here, so all of them are there. */
export async function agreeToSetup(
	exchange: Exchange,
	{ params: { area, kind, name } }: { params: { area: string; kind?: string; name: string } },
): Promise<unknown> {
	const place = kind === undefined ? area : `${area}/${kind}`;
	const answer = Object.hasOwn(answers, place) ? answers[place] : undefined;
	if (answer === undefined) throw new Refusal('not-found');
	return settled(exchange, answer(name));
}

/** Every index is there, and may be made: Logstash asks for its alias by name and makes the first index behind it. */
export async function agreeToIndex(exchange: Exchange, { params: { index } }: { params: { index: string } }): Promise<unknown> {
	if (index.startsWith('_')) throw new Refusal('not-found');
	const made = exchange.request.method === 'PUT';
	return settled(exchange, made ? { acknowledged: true, shards_acknowledged: true, index } : { [index]: { aliases: {} } });
}
