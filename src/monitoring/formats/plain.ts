import type { EventRecord } from '#engine';
import type { FieldMap } from '../observables-take.ts';
import { objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime, tellsTime } from './time.ts';

const observables: FieldMap = {
	ip: 'ip',
	ipv4: 'ip',
	ipv6: 'ip',
	domain: 'host',
	url: 'url',
	md5: 'md5',
	sha1: 'sha1',
	sha256: 'sha256',
	ja3: 'ja3',
	ja4: 'ja4',
	email: 'email',
	'file-name': 'file-name',
	'user-name': 'user-name',
	'host-name': 'host-name',
};

export const plainFields: FieldMap = {
	observables,
	src_ip: 'ip',
	dst_ip: 'ip',
	dest_ip: 'ip',
	source_ip: 'ip',
	destination_ip: 'ip',
	client_ip: 'ip',
	domain: 'host',
	hostname: 'host-name',
	host: 'host-name',
	user: 'upn',
	username: 'upn',
	url: 'url',
	sha256: 'sha256',
};

const timesOf = (event: EventRecord) => [event.time, event.timestamp, event['@timestamp']];

/**
 * Our own form, for who has no other: a `time`, and at least one of `logsource` (product, category, service, as rules know
 * them), `observables` (kind -> value or list) and `message`. All other fields are for the rules.
 */
export const plain = objectFormat(
	'plain',
	(event) =>
		tellsTime(...timesOf(event)) &&
		(typeof event.message === 'string' || typeof event.observables === 'object' || typeof event.logsource === 'object'),
	{
		time: (event) => firstTime(...timesOf(event)),
		source: (event) => {
			const { product, category, service } = objectIn(event, 'logsource');
			return sourceName('plain', product, category, service);
		},
		fields: plainFields,
	},
);
