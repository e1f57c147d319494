import { type EventRecord, Router } from '#engine';
import type { FieldMap } from '../observables-take.ts';
import { objectFormat, sourceName } from './format.ts';
import { firstTime, tellsTime } from './time.ts';

const router = new Router();

const person: FieldMap = { name: 'user-name', username: 'user-name', email: 'email' };
/** Names under which most services write who did what from where. */
const fields: FieldMap = {
	ip: 'ip',
	ipaddr: 'ip',
	ip_address: 'ip',
	actor_ip: 'ip',
	src_ip: 'ip',
	src_host: 'host',
	dst_ip: 'ip',
	dst_host: 'host',
	remoteAddress: 'ip',
	client_ip: 'ip',
	access_device: { ip: 'ip', hostname: 'host-name' },
	auth_device: { ip: 'ip' },
	actor: 'upn',
	user: { ...person },
	author: person,
	user_name: 'upn',
	actor_user_name: 'upn',
	username: 'upn',
	email: 'email',
	url: 'url',
	host: 'host-name',
	hostname: 'host-name',
	computer: 'host-name',
	logdata: { USERNAME: 'user-name', HOSTNAME: 'host' },
};

function timesOf(event: EventRecord): unknown[] {
	const { time, timestamp, ts, date, created_at, createdAt, eventTime, isotimestamp, utc_time } = event;
	return [event['@timestamp'], isotimestamp, utc_time, timestamp, time, ts, created_at, createdAt, eventTime, date];
}

/** Whatever rules have a logsource for and no other row reads: GitHub, Duo, OneLogin, OpenCanary, Bitbucket and their like. */
export const knownSource = objectFormat('known-source', (event) => tellsTime(...timesOf(event)) && !router.route(event).open, {
	time: (event) => firstTime(...timesOf(event)),
	source: (event) => {
		const { product, category, service } = router.route(event).sources[0] ?? {};
		return sourceName(product, service === product ? category : (service ?? category));
	},
	fields,
});
