import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { readTime } from './time.ts';

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

/** `2026-10-01 12:00:00 - gate - [192.0.2.1] user(Realm)[Roles] - what happened`; a message of its own may stand before it. */
const gateway =
	/(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - (\S{1,100}) - \[([0-9a-fA-F.:]{2,45})\] ([^()[\]]{0,200})\(([^)]{0,200})\)\[([^\]]{0,300})\] - (.{1,4000})/;

/** Ivanti Connect Secure, Pulse Secure before: sign-ins and sessions. */
export const ivanti: LineFormat = {
	name: 'ivanti',
	accepts: (line) => gateway.test(line.slice(0, 5000)),
	read: (line, header) => {
		const match = gateway.exec(line.slice(0, 5000));
		if (match === null) return undefined;
		const [, time, device, address, user = '', realm, roles, message = ''] = match;
		const event = {
			logsource: { product: 'ivanti', service: 'vpn' },
			message,
			src_ip: address,
			user: user.slice(user.lastIndexOf('::') === -1 ? 0 : user.lastIndexOf('::') + 2),
			realm,
			roles,
			action: lower(/\b(failed|succeeded|started|ended|terminated|timed out)\b/i.exec(message)?.[1]),
			device: header?.host || device,
		};
		return readLineRecord(event, header?.time ?? readTime(time), 'vpn/ivanti', fields);
	},
};
