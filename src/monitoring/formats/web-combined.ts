import { compileFields } from '../observables-take.ts';
import { type LineFormat, readLineRecord } from './format.ts';
import { readClfTime } from './time.ts';
import { uriForRules } from './web-uri.ts';

const fields = compileFields({ 'c-ip': 'host', 'cs-referer': 'url', 'cs-host': 'host', 'cs-username': 'user-name' });
const combined =
	/^(?:(\S{1,253}) )?(\S{1,253}) \S{1,64} (\S{1,256}) \[([^\]]{20,40})\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?/;

/** Common and combined log format of Apache and nginx, also with the virtual host in front. */
export const webCombined: LineFormat = {
	name: 'web-combined',
	accepts: (line) => /\] "/.test(line.slice(0, 700)) && combined.test(line),
	read: (line) => {
		const match = combined.exec(line);
		if (match === null) return undefined;
		const [, host = '', client, user = '-', time = '', request = '', status, bytes, referer = '-', agent = '-'] = match;
		const [method = '', uri = ''] = request.split(' ', 3);
		const event = {
			logsource: { category: 'webserver' },
			'c-ip': client,
			'cs-username': user,
			'cs-method': method,
			...uriForRules(uri),
			'cs-host': host.split(':', 1)[0] ?? '',
			'cs-referer': referer,
			'cs-user-agent': agent,
			'sc-status': Number(status),
			'sc-bytes': Number(bytes) || 0,
		};
		return readLineRecord(event, readClfTime(time), 'webserver', fields, (_, taker) => {
			if (event['cs-host'] !== '' && uri.startsWith('/')) taker.take('url', `http://${event['cs-host']}${uri}`);
		});
	},
};
