import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { firstTime } from './time.ts';

const fields = compileFields({
	src: 'ip',
	dst: 'ip',
	xlatesrc: 'ip',
	xlatedst: 'ip',
	user: 'upn',
	src_user_name: 'upn',
	resource: 'url',
	dns_query: 'host',
	file_name: 'file-name',
	file_md5: 'md5',
	file_sha256: 'sha256',
	origin: 'host',
	device: 'host-name',
});
const pair = /([A-Za-z_][\w.-]{0,60}):"((?:[^"\\]|\\.){0,4000})"/g;
const most = 200;

/** Check Point Log Exporter in its syslog form: `[action:"Accept"; src:"192.0.2.1"; ...]`. */
export const checkPoint: LineFormat = {
	name: 'check-point',
	accepts: (line, header) => line.startsWith('[') && (lower(header?.app) === 'checkpoint' || /^\[\w+:"/.test(line)),
	read: (line, header) => {
		const pairs: Record<string, string> = {};
		for (const [, name, value] of line.matchAll(pair).take(most)) pairs[name!] = value!.replaceAll('\\"', '"');
		if (Object.keys(pairs).length === 0) return undefined;
		const event = {
			...pairs,
			logsource: { product: 'checkpoint', category: 'firewall' },
			action: lower(pairs.action),
			src_ip: pairs.src,
			dst_ip: pairs.dst,
			src_port: pairs.s_port,
			dst_port: pairs.service,
			device: header?.host,
		};
		return readLineRecord(event, firstTime(pairs.time) ?? header?.time, sourceName('check-point', pairs.product), fields);
	},
};
