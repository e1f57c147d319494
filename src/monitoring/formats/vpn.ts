import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';

const fields = compileFields({ src_ip: 'ip', assigned_ip: 'ip', user: 'upn', peer: 'host', device: 'host-name' });
const between = /between ([0-9a-fA-F.:]{2,45})\[([^\]]{0,200})\]\s?\.\.\.\s?([0-9a-fA-F.:]{2,45})\[([^\]]{0,200})\]/;
const packet =
	/(?:received packet: from|sending packet: from [0-9a-fA-F.:]{2,45}\[\d{1,5}\] to|initiating (?:an )?IKE_SA to|deleting .{0,80} with) ([0-9a-fA-F.:]{2,45})/;
const identity = /(?:EAP identity|XAuth authentication of|authentication of|for peer|remote host is|identity) '([^']{1,200})'/;
const outcome = /\b(established|deleting|deleted|closed|failed|succeeded|successful|retransmit)\b/;

/** strongSwan, `charon` behind a syslog header. */
export const strongswan: LineFormat = {
	name: 'strongswan',
	accepts: (line, header) => /^(?:charon|ipsec)/.test(lower(header?.app)) && /^\d{1,4}\[[A-Z]{3}\]/.test(line),
	read: (line, header) => {
		const message = line.slice(0, 4000);
		const ends = between.exec(message);
		const event = {
			logsource: { product: 'linux', service: 'strongswan' },
			message,
			subsystem: /^\d{1,4}\[([A-Z]{3})\]/.exec(line)?.[1],
			src_ip: ends?.[3] ?? packet.exec(message)?.[1],
			user: ends?.[4] ?? identity.exec(message)?.[1],
			action: outcome.exec(message)?.[1],
			device: header?.host,
		};
		return readLineRecord(event, header?.time, 'vpn/strongswan', fields);
	},
};

const session =
	/\b(CONNECT|DISCONNECT) (\S{1,200}) \(([^)]{0,300})\)(?: \[(?:([0-9a-fA-F.:]{2,45}) => )?([0-9a-fA-F.:]{2,45})(?:,([0-9a-fA-F.:]{2,45}))?\])?/;

/** Sessions of the eduVPN portal: who connected from where and got which address. */
export const eduvpn: LineFormat = {
	name: 'eduvpn',
	accepts: (line, header) => lower(header?.app).startsWith('vpn-') && session.test(line),
	read: (line, header) => {
		const match = session.exec(line);
		if (match === null) return undefined;
		const [, action, user, profile, from, four, six] = match;
		const event = {
			logsource: { product: 'linux', service: 'eduvpn' },
			message: line.slice(0, 4000),
			action: lower(action),
			user,
			profile,
			src_ip: from,
			assigned_ip: [four, six].filter((address) => address !== undefined),
			device: header?.host,
		};
		return readLineRecord(event, header?.time, sourceName('vpn/eduvpn', action), fields);
	},
};
