import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { flowFields } from './flow-fields.ts';
import { readPairs } from './pairs.ts';
import { firstTime } from './time.ts';

const fields = compileFields({ ...flowFields, domain: 'host', sha256: 'sha256' });
const logsource = { category: 'firewall' };

/** Sophos Firewall: traffic, web filter, sign-ins and VPN as `key="value"`. */
export const sophos: LineFormat = {
	name: 'sophos',
	accepts: (line) => line.includes('log_component=') && line.includes('log_type=') && line.includes('log_id='),
	read: (line, header) => {
		const pairs = readPairs(line);
		const event = {
			...pairs,
			logsource: { ...logsource, product: 'sophos' },
			action: lower(pairs.log_subtype),
			user: pairs.user_name || pairs.user,
			file: pairs.file_name ?? pairs.filename,
			sha256: pairs.sha256sum,
			device: pairs.device_name ?? header?.host,
		};
		const local = pairs.date === undefined ? undefined : `${pairs.date}T${pairs.time}`;
		const time = firstTime(pairs.timestamp, local) ?? header?.time;
		return readLineRecord(event, time, sourceName('sophos', pairs.log_type, pairs.log_component), fields);
	},
};

/** `192.0.2.1:443:X0` is address, port and interface; an address of IPv6 stands without them. */
function splitEnd(text = ''): readonly [string, string | undefined] {
	const four = /^((?:\d{1,3}\.){3}\d{1,3})(?::(\d{1,5}))?/.exec(text);
	return four === null ? [text, undefined] : [four[1]!, four[2]];
}

/** SonicWall: `id=firewall sn=... fw=... m=... src=address:port:interface dst=...`. */
export const sonicwall: LineFormat = {
	name: 'sonicwall',
	accepts: (line) => /(?:^|\s)id=\w/.test(line) && line.includes(' sn=') && line.includes(' fw='),
	read: (line, header) => {
		const pairs = readPairs(line);
		const [from, fromPort] = splitEnd(pairs.src);
		const [to, toPort] = splitEnd(pairs.dst);
		const event = {
			...pairs,
			logsource: { ...logsource, product: 'sonicwall' },
			src_ip: from,
			src_port: fromPort,
			dst_ip: to,
			dst_port: toPort,
			user: pairs.usr,
			domain: pairs.dstname,
			action: lower(pairs.fw_action),
			device: header?.host || pairs.fw,
		};
		return readLineRecord(event, firstTime(pairs.time) ?? header?.time, sourceName('sonicwall', pairs.m), fields);
	},
};
