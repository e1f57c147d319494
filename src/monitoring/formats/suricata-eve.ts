import type { FieldMap, Taker } from '../observables-take.ts';
import { objectFormat, objectIn, sourceName } from './format.ts';
import { readTime } from './time.ts';

const file: FieldMap = { filename: 'file-name', md5: 'md5', sha1: 'sha1', sha256: 'sha256' };
const names: FieldMap = { rrname: 'host', rdata: 'host' };
const handshake: FieldMap = { sni: 'host', subjectaltname: 'host', ja3: { hash: 'ja3' }, ja3s: { hash: 'ja3' }, ja4: 'ja4' };

function takeHttp(event: Readonly<Record<string, unknown>>, taker: Taker): void {
	const { hostname, url } = objectIn(event, 'http');
	if (typeof url !== 'string') return;
	if (url.startsWith('/') && typeof hostname === 'string') taker.take('url', `http://${hostname}${url}`);
	else taker.take('url', url);
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
				grouped: { A: 'ip', AAAA: 'ip', CNAME: 'host' },
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
			sip: { uri: 'text' },
		},
		more: (event, taker) => {
			takeHttp(event, taker);
			const { fingerprint } = objectIn(event, 'tls');
			if (typeof fingerprint === 'string') taker.take('sha1', fingerprint.slice(0, 60).replaceAll(':', ''));
		},
	},
);
