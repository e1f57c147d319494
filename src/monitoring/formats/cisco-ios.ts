import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';

const fields = compileFields({ src_ip: 'ip', dst_ip: 'ip', user: 'upn', device: 'host-name' });
/** A relay leaves the number and the clock of the device before it. */
const tag =
	/^(?:\d{1,10}: )?(?:[*.]?[A-Z][a-z]{2}\s+\d{1,2} (?:\d{4} )?[\d:.]{8,15}(?: [A-Z]{3,5})?: )?%([A-Z0-9_]{2,40}(?:-[A-Z0-9_]{1,20})?)-([0-7])-([A-Z0-9_]{2,60}): /;
const ends =
	/ ((?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?:\((\d{1,5})\))?[^>\n]{0,60}-> ((?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?:\((\d{1,5})\))?/;
const source =
	/(?:\[Source: |Source: |from |by \S{1,100} on \S{1,40} \(|IP address = |host |session \d{1,4}\()([0-9a-fA-F.:]{7,45})/i;
const who = /(?:\[user: |user[ :=]\s?|by )([\w.@\\-]{1,100})/i;

/** Services that rules know by who speaks. */
function servicesOf(facility: string): string[] {
	if (/^(?:AAA|PARSER|SEC_LOGIN|SYS|SSH)/.test(facility)) return ['aaa'];
	if (/^(?:BGP|IP-TCP|TCP)/.test(facility)) return ['bgp', 'ldp'];
	return /^(?:LDP|TDP|TAG|MPLS)/.test(facility) ? ['ldp'] : [];
}

/** Routers and switches of Cisco (IOS, IOS XE, NX-OS): access lists, sign-ins, changes. */
export const ciscoIos: LineFormat = {
	name: 'cisco-ios',
	accepts: (line) => tag.test(line.slice(0, 200)),
	read: (line, header) => {
		const match = tag.exec(line);
		if (match === null) return undefined;
		const [all, facility, severity, mnemonic] = match;
		const message = line.slice(all.length, all.length + 4000);
		const [, from, fromPort, to, toPort] = ends.exec(message) ?? [];
		const event = {
			logsource: { product: 'cisco', service: 'syslog', also: servicesOf(facility!) },
			facility,
			severity,
			mnemonic,
			message,
			action: lower(/\b(denied|permitted|failed|success|configured)\b/i.exec(message)?.[1]),
			src_ip: from ?? source.exec(message)?.[1],
			src_port: fromPort,
			dst_ip: to,
			dst_port: toPort,
			user: who.exec(message)?.[1],
			device: header?.host,
		};
		return readLineRecord(event, header?.time, sourceName('cisco-ios', facility, mnemonic), fields);
	},
};
