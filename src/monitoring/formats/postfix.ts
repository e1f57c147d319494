import { compileFields } from '../observables-take.ts';
import { type LineFormat, readLineRecord, sourceName } from './format.ts';
import { readPairs } from './pairs.ts';

const fields = compileFields({
	from: 'email',
	to: 'email',
	orig_to: 'email',
	sasl_username: 'upn',
	helo: 'host',
	client_ip: 'ip',
	client_name: 'host',
	relay_ip: 'ip',
	relay_name: 'host',
	mail_host: 'host-name',
});
const client = /(?:client=|connect from |disconnect from |RCPT from |warning: )([A-Za-z0-9_.-]{1,253})\[([0-9a-fA-F.:]{2,45})\]/;
const relay = /relay=([A-Za-z0-9_.-]{1,253})\[([0-9a-fA-F.:]{2,45})\]/;
const queue = /^([0-9A-F]{6,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}): /;

/** Postfix, behind a syslog header. */
export const postfix: LineFormat = {
	name: 'postfix',
	accepts: (_, header) => header?.app.startsWith('postfix/') === true,
	read: (line, header) => {
		const pairs = readPairs(line.replaceAll(', ', ' ').replaceAll(/[<>,]/g, ''));
		const [, clientName, clientIp] = client.exec(line) ?? [];
		const [, relayName, relayIp] = relay.exec(line) ?? [];
		const event = {
			...pairs,
			logsource: { product: 'linux', service: 'postfix' },
			message: line,
			process: header?.app,
			queue_id: queue.exec(line)?.[1],
			client_name: clientName === 'unknown' ? undefined : clientName,
			client_ip: clientIp,
			relay_name: relayName,
			relay_ip: relayIp,
			mail_host: header?.host,
		};
		return readLineRecord(event, header?.time, sourceName(header?.app), fields);
	},
};
