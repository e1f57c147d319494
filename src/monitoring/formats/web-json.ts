import type { EventRecord } from '#engine';
import { compileFields } from '../observables-take.ts';
import { type ObjectFormat, objectIn, readLineRecord, textOf } from './format.ts';
import { firstTime, readClfTime } from './time.ts';
import { uriForRules } from './web-uri.ts';

const fields = compileFields({ 'c-ip': 'ip-port', 'cs-host': 'host', 'cs-referer': 'url', 'cs-username': 'upn' });

function first(event: EventRecord, ...names: string[]): unknown {
	for (const name of names) if (event[name] !== undefined && event[name] !== '') return event[name];
	return undefined;
}

/** Caddy lists each header of a request. */
function headerOf(request: EventRecord, name: string): unknown {
	const values = objectIn(request, 'headers')[name];
	return Array.isArray(values) ? values[0] : undefined;
}

/** nginx, Apache, Traefik and Caddy each have their own names; rules know those of W3C. */
function w3cNames(event: EventRecord): EventRecord {
	const inner = objectIn(event, 'request');
	const requestLine = typeof event.request === 'string' ? event.request.split(' ', 3) : [];
	const uri = textOf(first(event, 'request_uri', 'uri', 'RequestPath', 'path', 'url') ?? inner.uri ?? requestLine[1]);
	return {
		...event,
		logsource: { category: 'webserver' },
		'c-ip': textOf(
			first(event, 'remote_addr', 'client_ip', 'remote_ip', 'remoteIP', 'clientip', 'ClientHost', 'client') ?? inner.remote_ip,
		),
		'cs-method': textOf(first(event, 'request_method', 'method', 'verb', 'RequestMethod') ?? inner.method ?? requestLine[0]),
		'cs-host': textOf(first(event, 'http_host', 'host', 'vhost', 'RequestHost', 'server_name') ?? inner.host),
		...uriForRules(uri),
		'cs-user-agent': textOf(
			first(event, 'http_user_agent', 'user_agent', 'agent', 'userAgent', 'request_User-Agent') ?? headerOf(inner, 'User-Agent'),
		),
		'cs-referer': textOf(
			first(event, 'http_referer', 'http_referrer', 'referer', 'referrer', 'request_Referer') ?? headerOf(inner, 'Referer'),
		),
		'cs-username': textOf(first(event, 'remote_user', 'ClientUsername', 'user_id')),
		'sc-status': first(event, 'status', 'response', 'DownstreamStatus', 'OriginStatus'),
	};
}

/** Access log of a web server as JSON. */
export const webJson: ObjectFormat = {
	name: 'web-json',
	accepts: (event) =>
		first(event, 'status', 'response', 'DownstreamStatus') !== undefined &&
		(first(event, 'remote_addr', 'clientip', 'ClientHost', 'client_ip', 'remote_ip', 'remoteIP') !== undefined ||
			objectIn(event, 'request').remote_ip !== undefined),
	read: (event) => {
		const local = event.time_local ?? event.timestamp;
		const clf = typeof local === 'string' && local[2] === '/' ? readClfTime(local) : undefined;
		const time =
			clf ??
			firstTime(event.time_iso8601, event['@timestamp'], event.timestamp, event.StartUTC, event.time, event.ts, event.msec);
		return readLineRecord(w3cNames(event), time, 'webserver', fields, (record, taker) => {
			const host = textOf(record['cs-host']);
			const uri = textOf(record['c-uri']);
			if (host !== '' && uri.startsWith('/')) taker.take('url', `http://${host}${uri}`);
		});
	},
};
