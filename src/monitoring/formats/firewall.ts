import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { flowFields } from './flow-fields.ts';
import { readPairs } from './pairs.ts';
import { firstTime, readTime } from './time.ts';

const fields = compileFields({ ...flowFields, hostname: 'host' });
const logsource = { category: 'firewall' };

/** netfilter's LOG target, by iptables or nftables. */
export const netfilter: LineFormat = {
	name: 'netfilter',
	accepts: (line) => line.includes(' SRC=') && line.includes(' DST=') && line.includes('PROTO='),
	read: (line, header) => {
		const pairs = readPairs(line);
		const action = /\b(accept|allow|drop|deny|reject|block)/i.exec(line.slice(0, line.indexOf(' SRC=')))?.[1];
		const event = {
			...pairs,
			logsource,
			src_ip: pairs.SRC,
			dst_ip: pairs.DST,
			src_port: pairs.SPT,
			dst_port: pairs.DPT,
			action: lower(action),
			device: header?.host,
		};
		return readLineRecord(event, header?.time, 'firewall/netfilter', fields);
	},
};

/** FortiGate: traffic, UTM and VPN events as `key=value`. */
export const fortigate: LineFormat = {
	name: 'fortigate',
	accepts: (line) => line.includes('devid=') && line.includes('logid=') && line.includes('type='),
	read: (line, header) => {
		const pairs = readPairs(line);
		const event = {
			...pairs,
			logsource: { product: 'fortigate', service: lower(pairs.type).slice(0, 40), category: 'firewall' },
			src_ip: pairs.srcip ?? pairs.remip,
			dst_ip: pairs.dstip,
			src_port: pairs.srcport,
			dst_port: pairs.dstport,
			file: pairs.filename,
			device: pairs.devname,
		};
		const local = pairs.date === undefined ? undefined : readTime(`${pairs.date}T${pairs.time}${pairs.tz ?? ''}`);
		const time = firstTime(pairs.eventtime) ?? local ?? header?.time;
		return readLineRecord(event, time, sourceName('fortigate', pairs.type, pairs.subtype), fields);
	},
};

const asaTag = /%(?:ASA|FTD)-(?:[a-z]{2,20}-)?(\d)-(\d{6}): /;
const asaEnds =
	/(?:from|for|src) (?:[\w.-]{1,60}:)?([0-9a-fA-F.:]{2,45})[/ (](?:(\d{1,5}))?.{0,120}?(?:to|dst) (?:[\w.-]{1,60}:)?([0-9a-fA-F.:]{2,45})[/ (]?(\d{1,5})?/;
const asaUser = /(?:User|Username =|user =|user) (?:<([^>]{1,200})>|'?([\w.@\\-]{1,100}))/;
const asaPeer = /(?:IP <|IP = |IP address <?|Peer IP address: |IP )([0-9a-fA-F.:]{2,45})/;

/** Cisco ASA and Firepower, connections and remote access. */
export const ciscoAsa: LineFormat = {
	name: 'cisco-asa',
	accepts: (line) => asaTag.test(line.slice(0, 300)),
	read: (line, header) => {
		const match = asaTag.exec(line);
		if (match === null) return undefined;
		const message = line.slice(match.index + match[0].length, match.index + 4000);
		const [, from, fromPort, to, toPort] = asaEnds.exec(message) ?? [];
		const event = {
			logsource: { product: 'cisco', service: 'asa', category: 'firewall' },
			severity: match[1],
			message_id: match[2],
			message,
			action: lower(/\b(Deny|Denied|Built|Teardown|permitted|rejected)\b/.exec(message)?.[1]),
			src_ip: from ?? asaPeer.exec(message)?.[1],
			src_port: fromPort,
			dst_ip: to,
			dst_port: toPort,
			user: asaUser.exec(message)?.slice(1).find(Boolean),
			device: header?.host,
		};
		return readLineRecord(event, header?.time, sourceName('cisco-asa', match[2]), fields);
	},
};

const openVpn = /(?:^|[\s:])(?:([\w.@-]{1,100})\/)?((?:\d{1,3}\.){3}\d{1,3}):(\d{1,5})\s(.*)$/;

const openVpnPeer = /\[AF_INET6?\]([0-9a-fA-F.:]{2,45}?):(\d{1,5})\b/;

/** OpenVPN server, behind a syslog header. */
export const openvpn: LineFormat = {
	name: 'openvpn',
	accepts: (_, header) => /openvpn|^ovpn/.test(lower(header?.app)),
	read: (line, header) => {
		const said = line.slice(0, 4000);
		const [, user, first, firstPort, message = said] = openVpn.exec(said) ?? [];
		const [, last, lastPort] = openVpnPeer.exec(said) ?? [];
		const [address, port] = first === undefined ? [last, lastPort] : [first, firstPort];
		const named = user ?? /\[([\w.@-]{1,100})\] Peer|user '([^']{1,200})'/.exec(message)?.slice(1).find(Boolean);
		const event = {
			logsource: { product: 'linux', service: 'openvpn' },
			user: named,
			src_ip: address,
			src_port: port,
			message,
			device: header?.host,
		};
		return readLineRecord(event, header?.time, 'vpn/openvpn', fields);
	},
};
