import { type EventRecord, zeekStreamOf } from '#engine';
import type { FieldMap, Slot, Taker } from '../observables-take.ts';
import { lower, type ObjectFormat, objectFormat, objectIn, sourceName, textOf } from './format.ts';
import { readTime } from './time.ts';

const fields: FieldMap = {
	'id.orig_h': 'ip',
	'id.resp_h': 'ip',
	id_orig_h: 'ip',
	id_resp_h: 'ip',
	id: { orig_h: 'ip', resp_h: 'ip' },
	src: 'ip',
	dst: 'ip',
	tx_hosts: 'ip',
	rx_hosts: 'ip',
	host: 'host',
	query: 'host',
	answers: 'host',
	server_name: 'host',
	'san.dns': 'host',
	san_dns: 'host',
	referrer: 'url',
	md5: 'md5',
	sha1: 'sha1',
	sha256: 'sha256',
	filename: 'file-name',
	ja3: 'ja3',
	ja3s: 'ja3',
	ja4: 'ja4',
	resp_certificate_sha1: 'sha1',
	mailfrom: 'email',
	rcptto: 'email',
	from: 'email',
	to: 'email',
	helo: 'host',
	user: 'user-name',
	username: 'user-name',
	hostname: 'host-name',
	host_name: 'host-name',
	client_addr: 'ip',
	assigned_addr: 'ip',
	requested_addr: 'ip',
	indicator: 'host',
	server_addr: 'ip',
	fingerprint: 'sha256',
	cert_chain_fps: 'sha256',
	client_cert_chain_fps: 'sha256',
};

function streamOf(event: EventRecord): string | undefined {
	if (typeof event['@stream'] === 'string') return event['@stream'];
	return typeof event._path === 'string' ? event._path : undefined;
}

function isZeek(event: EventRecord): boolean {
	if (streamOf(event) !== undefined) return true;
	return event.ts !== undefined && (event['id.orig_h'] !== undefined || event.uid !== undefined || event.fuid !== undefined);
}

function takeHttp(event: EventRecord, taker: Taker): void {
	const { host, uri, client } = event;
	if (typeof uri === 'string' && typeof host === 'string') taker.take('url', uri.startsWith('/') ? `http://${host}${uri}` : uri);
	// Kerberos writes `name/REALM`, SMB files and PE their path in `name`.
	if (typeof client === 'string') taker.take('user-name', client.split('/', 1)[0]!);
	takeIntel(event, taker);
	if (typeof event.name === 'string' && lower(streamOf(event)) === 'smb_files') taker.take('file-name', event.name);
}

/** Type of an indicator in Zeek's intelligence framework -> what it holds. */
const intel: Readonly<Record<string, Slot>> = {
	'Intel::ADDR': 'ip',
	'Intel::DOMAIN': 'host',
	'Intel::URL': 'url',
	'Intel::EMAIL': 'email',
	'Intel::USER_NAME': 'user-name',
	'Intel::FILE_HASH': 'hash',
	'Intel::FILE_NAME': 'file-name',
};

function takeIntel(event: EventRecord, taker: Taker): void {
	const { indicator, indicator_type: type } = objectIn(event, 'seen');
	const kind = textOf(event['seen.indicator_type'] ?? event.seen_indicator_type ?? type);
	const slot = Object.hasOwn(intel, kind) ? intel[kind] : undefined;
	const value = textOf(event['seen.indicator'] ?? event.seen_indicator ?? indicator);
	// Zeek leaves the scheme of a URL out.
	if (slot !== undefined) taker.take(slot, slot === 'url' && !value.includes('://') ? `http://${value}` : value);
}

const named = objectFormat('zeek', isZeek, {
	time: (event) => readTime(event.ts),
	source: (event) => sourceName('zeek', streamOf(event)),
	fields,
	more: takeHttp,
});

/** Zeek's JSON logs; a line without `@stream` or `_path` gets its log's name from the fields that only that log has. */
export const zeek: ObjectFormat = {
	...named,
	read: (event, readLine) => {
		if (streamOf(event) !== undefined) return named.read(event, readLine);
		return named.read({ ...event, '@stream': zeekStreamOf(event) ?? 'unknown' }, readLine);
	},
};
