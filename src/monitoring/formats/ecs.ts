import type { FieldMap } from '../observables-take.ts';
import { objectFormat, objectIn, sourceName } from './format.ts';
import { readTime } from './time.ts';

const hashes: FieldMap = { md5: 'md5', sha1: 'sha1', sha256: 'sha256' };
const end: FieldMap = { ip: 'ip', domain: 'host', address: 'host', user: { name: 'user-name' } };
const program: FieldMap = { name: 'file-name', executable: 'file-name', command_line: 'text', hash: hashes };

const fields: FieldMap = {
	source: end,
	destination: end,
	client: end,
	server: end,
	host: { name: 'host-name', hostname: 'host-name' },
	user: { name: 'user-name', email: 'email' },
	dns: { question: { name: 'host' }, resolved_ip: 'ip', answers: { data: 'host' } },
	url: { full: 'url', original: 'url', domain: 'host' },
	http: { request: { referrer: 'url' } },
	file: { name: 'file-name', path: 'file-name', hash: hashes },
	process: { ...program, parent: program },
	dll: { name: 'file-name', hash: hashes },
	tls: { client: { server_name: 'host', ja3: 'ja3' }, server: { ja3s: 'ja3', hash: hashes } },
	email: {
		from: { address: 'email' },
		to: { address: 'email' },
		sender: { address: 'email' },
		attachments: { file: { name: 'file-name', hash: hashes } },
	},
};

/** The same fields written flat, `source.ip`, as some shippers do. */
function dotted(map: FieldMap, prefix = ''): FieldMap {
	const flat: Record<string, FieldMap[string]> = {};
	for (const [name, slot] of Object.entries(map)) {
		if (typeof slot === 'string') flat[prefix + name] = slot;
		else Object.assign(flat, dotted(slot, `${prefix}${name}.`));
	}
	return flat;
}

export const ecsFields: FieldMap = { ...fields, ...dotted(fields) };

/** Elastic Common Schema, nested or flat. */
export const ecs = objectFormat(
	'ecs',
	(event) =>
		typeof event['@timestamp'] === 'string' &&
		(objectIn(event, 'ecs').version !== undefined || event['ecs.version'] !== undefined),
	{
		time: (event) => readTime(event['@timestamp']),
		source: (event) => {
			const inner = objectIn(event, 'event');
			return sourceName(
				'ecs',
				inner.dataset ?? inner.module ?? inner.category ?? event['event.dataset'] ?? event['event.module'],
			);
		},
		fields: ecsFields,
	},
);
