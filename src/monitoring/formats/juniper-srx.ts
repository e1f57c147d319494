import { compileFields } from '../observables-take.ts';
import type { EventRecord } from '#engine';
import { type LineFormat, lower, readLineRecord, sourceName, type SyslogHeader } from './format.ts';
import { deviceOf } from './network-devices.ts';
import { flowFields } from './flow-fields.ts';

const fields = compileFields({
	...flowFields,
	'nat-source-address': 'ip',
	'nat-destination-address': 'ip',
	domain: 'host',
	sha256: 'sha256',
});
/** A pair stands behind a blank, so that a long word is looked at once. */
const pair = /(?<=[\s[])([A-Za-z][\w-]{0,60})="((?:[^"\\]|\\.){0,4000})"/g;
const most = 200;
/** What stands where nothing is known. */
const nothing = new Set(['N/A', 'None', 'UNKNOWN', 'unset', '']);

/** Flows and their inspection are the firewall's; the daemons of every Junos speak in this form too. */
function logsourceOf(header: SyslogHeader | undefined, line: string): EventRecord {
	const { app = '', tag = '' } = header ?? {};
	const isFirewall = app === '' || app.startsWith('RT_') || tag.startsWith('RT_');
	return isFirewall ? { product: 'juniper', category: 'firewall' } : { product: 'juniper', ...deviceOf(app, tag, line) };
}

/** Juniper SRX in structured form: `[junos@2636.1.1.1.2.40 source-address="192.0.2.1" ...]`. */
export const juniperSrx: LineFormat = {
	name: 'juniper-srx',
	accepts: (line) => line.startsWith('[junos@'),
	read: (line, header) => {
		const found = line
			.matchAll(pair)
			.take(most)
			.toArray()
			.filter(([, , value]) => !nothing.has(value!));
		const pairs: Record<string, string> = Object.fromEntries(found.map(([, name, value]) => [name!, value!]));
		if (found.length === 0) return undefined;
		const [host = '', path = ''] = [pairs.url ?? pairs.urlhost, pairs.obj];
		const url = host === '' || host.includes('://') ? host : `http://${host}${path}`;
		const event = {
			...pairs,
			logsource: logsourceOf(header, line),
			process: header?.app,
			src_ip: pairs['source-address'],
			src_port: pairs['source-port'],
			dst_ip: pairs['destination-address'],
			dst_port: pairs['destination-port'],
			user: pairs.username,
			url,
			domain: pairs.hostname ?? pairs['http-host'],
			file: pairs.filename,
			sha256: pairs['sample-sha256'],
			action: lower(pairs.action),
			device: header?.host,
		};
		return readLineRecord(event, header?.time, sourceName('juniper-srx', header?.app), fields);
	},
};
