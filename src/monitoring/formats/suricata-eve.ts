import type { FieldMap, Taker } from '../observables-take.ts';
import { objectFormat, objectIn, sourceName } from './format.ts';
import { readTime } from './time.ts';

const file: FieldMap = { filename: 'file-name', md5: 'md5', sha1: 'sha1', sha256: 'sha256' };
const names: FieldMap = { rrname: 'host', rdata: 'host' };
const handshake: FieldMap = { sni: 'host', subjectaltname: 'host', ja3: { hash: 'ja3' }, ja3s: { hash: 'ja3' }, ja4: 'ja4' };

/** HTTP/2 has host and path among its headers. */
function headerOf(http: Readonly<Record<string, unknown>>, name: string): unknown {
	const headers = Array.isArray(http.request_headers) ? http.request_headers.slice(0, 100) : [];
	return headers.map((header) => objectIn({ header }, 'header')).find((header) => header.name === name)?.value;
}

function takeHttp(event: Readonly<Record<string, unknown>>, taker: Taker): void {
	const http = objectIn(event, 'http');
	const { hostname = headerOf(http, ':authority'), url = headerOf(http, ':path') } = http;
	if (typeof hostname === 'string') taker.take('host', hostname.split(':', 1)[0]!);
	if (typeof url !== 'string') return;
	if (url.startsWith('/') && typeof hostname === 'string') taker.take('url', `http://${hostname}${url}`);
	else taker.take('url', url);
}

/** Who says their name in a protocol without a field for it. */
function takeUser(event: Readonly<Record<string, unknown>>, taker: Taker): void {
	const { command, command_data: user } = objectIn(event, 'ftp');
	if (command === 'USER' && typeof user === 'string') taker.take('user-name', user);
	const { cookie } = objectIn(event, 'rdp');
	if (typeof cookie === 'string') taker.take('user-name', cookie);
}

/** Suricata's EVE JSON, all event types. */
export const suricataEve = objectFormat(
	'suricata-eve',
	(event) => typeof event.event_type === 'string' && typeof event.timestamp === 'string',
	{
		time: (event) => readTime(event.timestamp),
		source: (event) => sourceName('suricata', event.event_type),
		fields: {
			src_ip: 'ip',
			dest_ip: 'ip',
			http: { hostname: 'host', http_refer: 'url', redirect: 'url', xff: 'ip' },
			dns: {
				...names,
				answers: names,
				authorities: names,
				query: names,
				queries: names,
				grouped: { A: 'ip', AAAA: 'ip', CNAME: 'host', MX: 'host', NS: 'host', PTR: 'host', SRV: 'host' },
			},
			tls: handshake,
			quic: handshake,
			fileinfo: file,
			files: file,
			smtp: { mail_from: 'email', rcpt_to: 'email', helo: 'host' },
			email: { from: 'email', to: 'email', cc: 'email', attachment: 'file-name', url: 'url' },
			smb: { filename: 'file-name', ntlmssp: { user: 'user-name', host: 'host-name' } },
			krb5: { cname: 'user-name' },
			dhcp: { assigned_ip: 'ip', client_ip: 'ip', hostname: 'host-name' },
			ftp_data: { filename: 'file-name' },
			arp: { src_ip: 'ip', dest_ip: 'ip' },
			mqtt: { connect: { username: 'user-name' } },
			rfb: { authentication: { username: 'user-name' } },
			bittorrent_dht: { response: { nodes: { ip: 'ip' }, values: { ip: 'ip' } } },
			sip: { uri: 'text' },
		},
		more: (event, taker) => {
			takeHttp(event, taker);
			takeUser(event, taker);
			const { fingerprint } = objectIn(event, 'tls');
			if (typeof fingerprint === 'string') taker.take('sha1', fingerprint.slice(0, 60).replaceAll(':', ''));
		},
	},
);
