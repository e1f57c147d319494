import type { FieldMap } from '../observables-take.ts';
import { objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';

const end: FieldMap = { ip: 'ip', hostname: 'host', domain: 'host', name: 'host-name' };
const file: FieldMap = { name: 'file-name', path: 'file-name', hashes: { value: 'hash' } };
const user: FieldMap = { name: 'user-name', email_addr: 'email' };

/** Open Cybersecurity Schema Framework: `class_uid` tells the class, `time` is in milliseconds. */
export const ocsf = objectFormat('ocsf', (event) => typeof event.class_uid === 'number' && typeof event.metadata === 'object', {
	time: (event) => firstTime(event.time, event.time_dt),
	source: (event) => sourceName('ocsf', event.class_name ?? event.class_uid),
	fields: {
		src_endpoint: end,
		dst_endpoint: end,
		device: { ip: 'ip', hostname: 'host-name', name: 'host-name' },
		user,
		actor: { user, process: { name: 'file-name', file } },
		process: { name: 'file-name', cmd_line: 'text', file, parent_process: { name: 'file-name', file } },
		file,
		query: { hostname: 'host' },
		answers: { rdata: 'host' },
		url: { url_string: 'url', hostname: 'host' },
		http_request: { url: { url_string: 'url', hostname: 'host' }, referrer: 'url' },
		tls: {
			sni: 'host',
			ja3_hash: { value: 'ja3' },
			ja3s_hash: { value: 'ja3' },
			certificate: { fingerprints: { value: 'hash' } },
		},
		email: { from: 'email', to: 'email', reply_to: 'email', smtp_from: 'email', smtp_to: 'email' },
	},
	more: (event, taker) => {
		const found = objectIn(event, 'ja4_fingerprint_list').value;
		if (typeof found === 'string') taker.take('ja4', found);
	},
});
