import { request } from 'node:http';
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';

let room: WatchRoom;
let port: number;
beforeAll(async () => {
	room = await watchRoom();
	await room.real.listen({ host: '127.0.0.1', port: 0 });
	port = (room.real.server.address() as { port: number }).port;
});
afterAll(() => room.stop());

interface Asked {
	readonly method: string;
	readonly path: string;
	readonly headers?: Record<string, string>;
	readonly body?: string | Buffer;
}
interface Told {
	readonly status: number;
	readonly text: string;
	readonly headers: Record<string, unknown>;
}

const basic = () => `Basic ${Buffer.from(`sensor:${room.token}`).toString('base64')}`;

/** As it goes over the wire, under `/ingest/elastic`. */
function ask({ method, path, headers = {}, body }: Asked): Promise<Told> {
	return new Promise((resolve, reject) => {
		const about = {
			authorization: basic(),
			...headers,
			...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
		};
		const sent = request({ host: '127.0.0.1', port, path: `/ingest/elastic${path}`, method, headers: about }, (answer) => {
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (part: string) => {
				text += part;
			});
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

async function stored(text: string): Promise<number> {
	const [row] = await room.telemetry.query<{ n: number }>(
		'SELECT toUInt32(uniqExact(batch, line)) AS n FROM dijkwacht.events WHERE position(raw, {text:String}) > 0',
		{ text },
	);
	return row?.n ?? 0;
}
const event = (text: string) => JSON.stringify({ '@timestamp': new Date().toISOString(), message: text, host: { name: 'h1' } });
const bulk = (action: object, ...documents: string[]) => documents.map((one) => `${JSON.stringify(action)}\n${one}\n`).join('');

const compatible = 'application/vnd.elasticsearch+json; compatible-with=8';
const beats = { 'user-agent': 'Elastic-filebeat/8.17.0 (linux; amd64)', accept: compatible, 'x-elastic-product-origin': 'beats' };
const beats7 = { 'user-agent': 'Elastic-filebeat/7.17.0 (linux; amd64)', accept: 'application/json' };
const logstash = { 'user-agent': 'logstash/8.17.0 (OS=Linux) logstash-output-elasticsearch/11.22.9', accept: 'application/json' };
const json = { 'content-type': 'application/json' };
const template = JSON.stringify({ index_patterns: ['x'], template: { mappings: { pad: 'x'.repeat(1_500_000) } } });

/** What each asks before it sends, in its order, and a word that its own code looks for in the answer. */
const setups: readonly (readonly [
	sender: string,
	headers: Record<string, string>,
	asked: readonly (readonly [string, string, string?, string?])[],
])[] = [
	[
		'Filebeat 8',
		{ ...beats, 'content-type': compatible },
		[
			['GET', '/', undefined, '"number":"8.'],
			['GET', '/_license?human=false', undefined, '"status":"active"'],
			['GET', '/_ilm/policy/filebeat', undefined],
			['PUT', '/_ilm/policy/filebeat', '{"policy":{}}', 'acknowledged'],
			['HEAD', '/_index_template/filebeat-8.17.0'],
			['GET', '/_index_template/filebeat-8.17.0'],
			['PUT', '/_index_template/filebeat-8.17.0', template, 'acknowledged'],
			['GET', '/_data_stream/filebeat-8.17.0'],
			['GET', '/_nodes/ingest', undefined, '"nodes":{}'],
			['GET', '/_ingest/pipeline/filebeat-8.17.0-nginx-access-pipeline'],
			['PUT', '/_ingest/pipeline/filebeat-8.17.0-nginx-access-pipeline', '{}', 'acknowledged'],
		],
	],
	[
		'Beats 7',
		beats7,
		[
			['GET', '/_xpack?human=false', undefined, '"ilm":{"available":true,"enabled":true}'],
			['GET', '/_cat/templates/filebeat-7.17.0', undefined, 'filebeat-7.17.0'],
			['PUT', '/_template/filebeat-7.17.0', template, 'acknowledged'],
			['HEAD', '/_alias/filebeat-7.17.0'],
			['HEAD', '/filebeat-7.17.0'],
			[
				'PUT',
				'/%3Cfilebeat-7.17.0-%7Bnow%2Fd%7D-000001%3E',
				'{"aliases":{"filebeat-7.17.0":{"is_write_index":true}}}',
				'acknowledged',
			],
		],
	],
	[
		'Logstash',
		logstash,
		[
			['HEAD', '/'],
			['HEAD', ''],
			['GET', '/', undefined, '"build_flavor":"default"'],
			['GET', '/_license', undefined, '"type":"basic"'],
			['GET', '/_nodes/http', undefined, '"nodes":{}'],
			['HEAD', '/_index_template/ecs-logstash'],
			['PUT', '/_index_template/ecs-logstash', template, 'acknowledged'],
			['HEAD', '/ecs-logstash'],
			['PUT', '/%3Cecs-logstash-%7Bnow%2Fd%7D-000001%3E', '{"aliases":{}}', 'acknowledged'],
			['HEAD', '/_ilm/policy/logstash-policy'],
			['PUT', '/_ilm/policy/logstash-policy', '{}', 'acknowledged'],
		],
	],
	[
		'Vector',
		{ 'user-agent': 'Vector/0.45.0' },
		[
			['GET', '/_cluster/health', undefined, '"status":"green"'],
			['GET', '/', undefined, '"version"'],
		],
	],
	[
		'rsyslog',
		{},
		[
			['HEAD', '/_cat/health'],
			['GET', '/_cat/health'],
			['GET', '/', undefined, '"number"'],
		],
	],
	[
		'Fluent Bit',
		{ 'user-agent': 'Fluent-Bit' },
		[
			['PUT', '/_index_template/fluent-bit', '{}', 'acknowledged'],
			['PUT', '/_data_stream/logs-fb', undefined],
		],
	],
];

test.each(setups)('%s gets from its first question to its first event', async (_, headers, asked) => {
	for (const [method, path, body, word] of asked) {
		const given = await ask({
			method,
			path,
			headers: { ...headers, ...(body && !headers['content-type'] && json) },
			...(body && { body }),
		});
		expect([given.status, given.headers['x-elastic-product']], `${method} ${path}`).toEqual([200, 'Elasticsearch']);
		if (word !== undefined) expect(given.text).toContain(word);
	}
});

const index = { index: { _index: 'logs' } };
const create = { create: { _index: 'logs', _id: 'abc' } };
/** A bulk as each sends it. */
const bulks: readonly (readonly [string, (text: string) => Asked])[] = [
	[
		'Filebeat with a filter on the answer, packed',
		(text) => ({
			...{ method: 'POST', path: '/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status' },
			headers: { ...beats, 'content-type': compatible, 'content-encoding': 'gzip' },
			body: gzipSync(bulk(create, event(text))),
		}),
	],
	[
		'Logstash to a data stream',
		(text) => ({
			...{ method: 'POST', path: '/_bulk?filter_path=errors,items.*.error,items.*.status', headers: { ...logstash, ...json } },
			body: bulk({ create: { _index: 'logs-generic-default', routing: null, pipeline: 'x' } }, event(text)),
		}),
	],
	[
		'Fluent Bit with a pipeline, whose address ends in a slash',
		(text) => ({
			...{
				method: 'POST',
				path: '/_bulk/?pipeline=geo',
				headers: { 'content-type': 'application/x-ndjson', 'user-agent': 'Fluent-Bit' },
			},
			body: bulk(
				{ create: { _index: 'fluent-bit', _type: '_doc' } },
				JSON.stringify({ '@timestamp': new Date().toISOString(), log: text }),
			),
		}),
	],
	[
		'Fluent Bit that adds or changes',
		(text) => ({
			...{ method: 'POST', path: '/_bulk', headers: { 'content-type': 'application/x-ndjson', 'user-agent': 'Fluent-Bit' } },
			body: bulk({ update: { _index: 'fluent-bit', _id: 'x1' } }, `{"doc":${event(text)},"doc_as_upsert":true}`),
		}),
	],
	[
		'Logstash that adds what an update does not find',
		(text) => ({
			...{ method: 'POST', path: '/_bulk', headers: { ...logstash, ...json } },
			body: bulk({ update: { _index: 'l', _id: 7 } }, `{"script":{"source":"x"},"upsert":${event(text)}}`),
		}),
	],
	[
		'Vector packed with zlib, to a type',
		(text) => ({
			...{
				method: 'POST',
				path: '/logs/_doc/_bulk?timeout=60s',
				headers: { 'user-agent': 'Vector', 'content-encoding': 'zlib', ...json },
			},
			body: deflateSync(bulk(index, event(text))),
		}),
	],
	[
		'syslog-ng packed with deflate',
		(text) => ({
			...{
				method: 'POST',
				path: '/logs/_bulk',
				headers: { 'user-agent': 'syslog-ng 4.8.0/libcurl/8', 'content-encoding': 'deflate' },
			},
			body: deflateSync(bulk(index, event(text)).trimEnd()),
		}),
	],
	[
		'Fluent Bit packed with zstd',
		(text) => ({
			...{ method: 'POST', path: '/_bulk', headers: { 'user-agent': 'Fluent-Bit', 'content-encoding': 'zstd' } },
			body: zstdCompressSync(bulk(index, event(text))),
		}),
	],
	[
		'NXLog with lines that end in CR LF and stand apart',
		(text) => ({
			...{ method: 'POST', path: '/_bulk', headers: { 'user-agent': 'nxlog-ee', ...json } },
			body: bulk(index, event(text)).replaceAll('\n', '\r\n\r\n'),
		}),
	],
	[
		'rsyslog with its default index and time',
		(text) => ({
			method: 'POST',
			path: '/system/events/_bulk?timeout=1m',
			headers: json,
			body: bulk({ index: { _index: 'system', _type: 'events' } }, event(text)),
		}),
	],
];

test.each(bulks)('a bulk of %s is taken', async (name, of) => {
	const text = `sent by ${name}`;
	const told = await ask(of(text));
	expect(told.status).toBe(200);
	// Fluent Bit looks for these words in an answer that it could not hold as a whole.
	expect(told.text).toContain('"errors":false,"items":[');
	const items = (JSON.parse(told.text) as { items: Record<string, { status: number }>[] }).items;
	expect(items.map((item) => Object.values(item)[0]?.status)).toEqual([201]);
	expect(await stored(text)).toBe(1);
});

test('documents that rsyslog sends one by one are events, equal ones too', async () => {
	const one = event('one by one');
	const paths = ['/system/events?timeout=1m', '/system/_doc', '/system/_doc', '/system/_doc/7', '/system/_create/8'];
	for (const path of paths) {
		const told = await ask({ method: 'POST', path, headers: { 'user-agent': 'x', ...json }, body: one });
		expect([told.status, JSON.parse(told.text).result], path).toEqual([201, 'created']);
	}
	await expect.poll(() => stored('one by one')).toBe(5);
	const standard =
		'{"message":"of the standard template","fromhost":"vm7","facility":"local0","priority":"notice","timereported":"2026-09-28T23:57:27.9+00:00"}';
	expect((await ask({ method: 'POST', path: '/system/events', headers: json, body: standard })).status).toBe(201);
	const [row] = await room.telemetry.query<{ raw: string; day: string }>(
		"SELECT raw, toString(toDate(time)) AS day FROM dijkwacht.events WHERE position(raw, 'standard template') > 0",
	);
	expect([row?.day, JSON.parse(row?.raw ?? '{}').host]).toEqual(['2026-09-28', 'vm7']);
	for (const path of ['/system/_search', '/_aliases/x', '/_sql/translate'])
		expect((await ask({ method: 'POST', path, headers: { 'user-agent': 'x', ...json }, body: '{}' })).status, path).toBe(404);
	const listed = await ask({
		method: 'POST',
		path: '/system/_doc',
		headers: { 'user-agent': 'x' },
		body: `{"Records":[${event('in one a')},${event('in one b')}]}`,
	});
	expect([listed.status, await stored('in one ')]).toEqual([201, 2]);
});

test('what is hostile or sloppy is refused in the words of Elasticsearch, and never as a fault of ours', async () => {
	const named = { 'user-agent': 'x', ...json };
	const bad: readonly (readonly [Asked, number])[] = [
		[{ method: 'POST', path: '/_bulk', body: '{"index":' }, 400],
		[{ method: 'POST', path: '/_bulk', body: '[1,2]\n{}\n' }, 400],
		[{ method: 'POST', path: '/_bulk', body: 'null\n{}\n' }, 400],
		[{ method: 'POST', path: '/_bulk', body: '{"__proto__":{}}\n{}\n' }, 400],
		[{ method: 'POST', path: '/_bulk', body: '{"index":{}}\n' }, 400],
		[{ method: 'POST', path: '/_bulk', body: `{"index":{"_index":"${'x'.repeat(1_100_000)}"}}\n{}\n` }, 400],
		[{ method: 'POST', path: '/_bulk', headers: { 'content-encoding': 'br' }, body: 'x' }, 415],
		[{ method: 'POST', path: '/_bulk', headers: { 'content-encoding': 'gzip' }, body: 'no gzip' }, 400],
		[
			{
				method: 'POST',
				path: '/_bulk',
				headers: { 'content-encoding': 'gzip' },
				body: gzipSync('{"index":{}}\n{}').subarray(0, 20),
			},
			400,
		],
		[{ method: 'POST', path: '/_bulk', headers: { 'content-encoding': 'deflate' }, body: 'x' }, 400],
		[{ method: 'POST', path: '/_bulk', headers: { authorization: 'Basic !!' }, body: 'x' }, 401],
		[{ method: 'GET', path: '/_bulk' }, 404],
		[{ method: 'GET', path: '/%00' }, 200],
		[{ method: 'GET', path: '/_nodes/..%2f..%2fetc' }, 200],
		[{ method: 'GET', path: '/__proto__/x' }, 404],
		[{ method: 'GET', path: '/constructor/x' }, 404],
		[{ method: 'GET', path: `/${'x'.repeat(400)}` }, 400],
		[{ method: 'PUT', path: '/_unknown', body: '{}' }, 404],
	];
	for (const [asked, status] of bad) {
		const told = await ask({ ...asked, headers: { ...named, ...asked.headers } });
		expect(told.status, `${asked.method} ${asked.path.slice(0, 40)} ${asked.body?.toString().slice(0, 30)}`).toBe(status);
		if (status >= 400 && asked.path.length < 300) expect(told.text).toContain('root_cause');
	}
	const odd = [
		...['{"index":null}', '{"index":5}', '{"index":{"_id":null,"_index":7}}', '{"index":{}}'].map(
			(action) => `${action}\n${event('odd one')}`,
		),
		...[
			'{"index":{}}\n"text"',
			'{"index":{}}\nnull',
			'{"index":{}}\n[]',
			'{"index":{}}\n{"message":{"a":1}}',
			'{"index":{}}\n{"event":null,"message":null}',
			'{"update":{}}\nnull',
			'{"update":{}}\n7',
		],
	];
	const told = await ask({ method: 'POST', path: '/_bulk', headers: named, body: odd.join('\n') });
	expect([told.status, JSON.parse(told.text).items.length]).toEqual([200, odd.length]);
	expect(await stored('odd one')).toBe(4);
});
