import type { EventRecord } from '#engine';
import { auditd } from './auditd.ts';
import { bindQueries, unboundQueries } from './dns-queries.ts';
import { netfilter, openvpn } from './firewall.ts';
import { type LineFormat, lower, type ObjectFormat, type SyslogHeader, textOf } from './format.ts';
import { postfix } from './postfix.ts';
import { syslog } from './syslog.ts';
import { sysmonLinux } from './sysmon-linux.ts';
import { readTime } from './time.ts';
import { eduvpn, strongswan } from './vpn.ts';

/** What programs say through the journal, read as if it had come by syslog; plain syslog last. */
const inside: readonly LineFormat[] = [
	...[sysmonLinux, auditd, netfilter, bindQueries, unboundQueries, postfix, openvpn, strongswan, eduvpn],
	syslog,
];

/** The journal writes a message that is no text as a list of its bytes. */
function messageOf({ MESSAGE: message }: EventRecord): string {
	if (!Array.isArray(message)) return textOf(message);
	return Buffer.from(message.filter((byte) => Number.isInteger(byte)) as number[]).toString('utf8');
}

function headerOf(event: EventRecord): SyslogHeader {
	const facility = Number(event.SYSLOG_FACILITY ?? Number.NaN);
	return {
		time: readTime(event._SOURCE_REALTIME_TIMESTAMP ?? event.__REALTIME_TIMESTAMP),
		host: textOf(event._HOSTNAME),
		app: textOf(event.SYSLOG_IDENTIFIER) || textOf(event._COMM),
		severity: event.PRIORITY === undefined ? undefined : Number(event.PRIORITY),
		facility: Number.isNaN(facility) ? undefined : facility,
	};
}

/** systemd's journal as JSON (`journalctl -o json`, systemd-journal-upload and collectors that read the journal). */
export const journald: ObjectFormat = {
	name: 'journald',
	accepts: (event) => event.__REALTIME_TIMESTAMP !== undefined && event.MESSAGE !== undefined,
	read: (event) => {
		const header = headerOf(event);
		const message = messageOf(event);
		const format = inside.find((one) => one.accepts(message, header)) ?? syslog;
		// Without a year in it: the moment of receipt plays no part.
		const reading = format.read(message, header, new Date(0)) ?? syslog.read(message, header, new Date(0));
		if (reading === undefined) throw new Error('plain syslog reads every message');
		return { ...reading, event: { ...event, ...reading.event }, source: `journald/${lower(header.app)}`.slice(0, 120) };
	},
};
