import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';

const fields = compileFields({ src_ip: 'ip', dst_ip: 'ip', device: 'host-name' });
/** Columns: rule, sub-rule, anchor, tracker, interface, reason, action, direction, version of IP. */
const begin =
	/^\d{0,6},[^,]{0,60},[^,]{0,200},[^,]{0,60},[^,]{1,40},[a-z-]{1,30},(?:pass|block|rdr|nat|reject|match)[a-z-]{0,10},(?:in|out),[46],/;

/** Packet filter of pfSense and OPNsense, `filterlog`. */
export const filterlog: LineFormat = {
	name: 'filterlog',
	accepts: (line) => begin.test(line),
	read: (line, header) => {
		const columns = line.split(',', 30);
		const version = columns[8];
		// IPv4: tos, ecn, ttl, id, offset, flags, number, protocol, length; IPv6: class, label, hops, protocol, number, length.
		const [protocol, ends] = version === '4' ? [columns[16], 18] : [columns[12], 15];
		const event = {
			logsource: { category: 'firewall' },
			interface: columns[4],
			reason: columns[5],
			action: lower(columns[6]),
			direction: columns[7],
			protocol: lower(protocol),
			src_ip: columns[ends],
			dst_ip: columns[ends + 1],
			src_port: columns[ends + 2],
			dst_port: columns[ends + 3],
			device: header?.host,
		};
		if (event.dst_ip === undefined) return undefined;
		return readLineRecord(event, header?.time, sourceName('firewall/filterlog', columns[6]), fields);
	},
};
