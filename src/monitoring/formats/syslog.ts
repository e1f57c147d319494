import { compileFields } from '../observables-take.ts';
import { type LineFormat, readLineRecord, type SyslogHeader, sourceName } from './format.ts';
import { deviceOf } from './network-devices.ts';
import { namedZones, readTime, readYearlessTime } from './time.ts';

const rfc5424 = /^<(\d{1,3})>1 (\S{1,40}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /;
const rfc3164 =
	/^(?:<(\d{1,3})>)?(?:([A-Z][a-z]{2}\s+\d{1,2} (?:\d{4} )?\d{2}:\d{2}:\d{2}(?: 20\d{2}(?= {1,2}[A-Za-z]))?)|(\d{4}-\d{2}-\d{2}T\S{8,25})) {1,2}([A-Za-z0-9_.:-]{1,255})(?: ([^\s:[\]]{1,64})(?:\[(\d{1,10}(?::\d{1,5})?)\])?)? ?: ?/;
/** Cisco: `<190>123: name: *Nov 20 10:00:00.123 UTC: %SEC-6-...` and `<166>:Nov 20 10:00:00 UTC: %ASA-...`. */
const ciscoTag =
	/^<(\d{1,3})>(?:\d{0,10}: ?)?(?:([A-Za-z0-9_.-]{1,255}): )?(?:\d{1,10}: )?[*.]?([A-Z][a-z]{2}\s+\d{1,2} (?:\d{4} )?\d{2}:\d{2}:\d{2})(?:\.\d{1,6})?(?: ([A-Z]{3,5}))?: (?=%)/;
const bareTag =
	/^<(\d{1,3})>(?:([A-Z][a-z]{2}\s+\d{1,2} (?:\d{4} )?\d{2}:\d{2}:\d{2})(?: {1,2}(?:([^\s:[\]]{1,64})\[\d{1,10}\](?=: )|([A-Za-z0-9_.:-]{1,255})))? ?:? ?)?/;

/** Header and message of a syslog line (RFC 5424, RFC 3164 or rsyslog's file form); `undefined` when it has no header. */
export function readSyslog(line: string, received: Date): { header: SyslogHeader; message: string } | undefined {
	const modern = rfc5424.exec(line);
	if (modern !== null) {
		const [all, priority, time, host = '', app = '', , tag = '-'] = modern;
		return {
			header: { ...head(priority, readTime(time), host, app), tag: tag === '-' ? '' : tag },
			message: afterStructuredData(line.slice(all.length)),
		};
	}
	const old = rfc3164.exec(line);
	if (old !== null) {
		const [all, priority, yearless, iso, host = '', app = ''] = old;
		const time = iso === undefined ? readYearlessTime(yearless!, received) : readTime(iso);
		// CEF, LEEF and the tags of Cisco look like a program's name and are the beginning of the message.
		const message = /^(?:CEF$|LEEF$|%)/.test(app) ? line.slice(all.lastIndexOf(app)) : line.slice(all.length);
		return { header: head(priority, time, host, app.startsWith('%') ? '' : app), message };
	}
	const cisco = ciscoTag.exec(line);
	if (cisco !== null) {
		const [all, priority, host = '', moment = '', zone = ''] = cisco;
		const time = readYearlessTime(moment, received);
		const east = namedZones[zone] ?? 0;
		const there = time && new Date(time.getTime() - east * 3_600_000);
		return { header: head(priority, there, host, ''), message: line.slice(all.length) };
	}
	const bare = bareTag.exec(line);
	if (bare === null) return undefined;
	const time = bare[2] === undefined ? undefined : readYearlessTime(bare[2], received);
	return { header: head(bare[1], time, bare[4] ?? '', bare[3] ?? ''), message: line.slice(bare[0].length) };
}

function head(priority: string | undefined, time: Date | undefined, host: string, app: string): SyslogHeader {
	const number = priority === undefined ? undefined : Number(priority);
	const severity = number === undefined ? undefined : number % 8;
	const facility = number === undefined ? undefined : Math.floor(number / 8);
	return { time, host: host === '-' ? '' : host, app: app === '-' ? '' : app, severity, facility };
}

/** Skips `[id name="value"]...` or `-`; a bracket inside quotes does not end it. */
function afterStructuredData(text: string): string {
	// Check Point writes its own pairs, `[name:"value"; ...]`, where structured data would stand; what Juniper says stands in it.
	if (!text.startsWith('[') || /^\[(?:\w{1,60}:"|junos@)/.test(text)) return text.replace(/^-\s?/, '').replace(/^\uFEFF/, '');
	let quoted = false;
	for (let at = 1; at < text.length; at++) {
		const character = text[at];
		if (quoted && character === '\\') at++;
		else if (character === '"') quoted = !quoted;
		else if (!quoted && character === ']' && text[at + 1] !== '[') return text.slice(at + 1).replace(/^ ?\uFEFF?/, '');
	}
	return '';
}

const fields = compileFields({ host: 'host-name', src_ip: 'ip', src_name: 'host', user: 'user-name', message: 'text' });
const from =
	/\b(?:from|rhost=|client|peer)(?: host)?[ =:]?\s?'?(?:([A-Za-z0-9_-][A-Za-z0-9_.-]{0,252}) \[)?\[?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})/;
const who =
	/^\s*([\w.@-]{1,100}) : (?:.{0,200} ; )?TTY=|\b(?:(?:password|publickey|\w{3,30}\/pam|hostbased|none|gssapi-with-mic) for (?:invalid user |illegal user )?|(?:invalid |illegal |for )?user[ =]'?|User '|ruser=|USER=|\busername=)([A-Za-z0-9_][\w.@\\-]{0,99})/;
/** Programs that rules call by another name than they call themselves. */
const services: Readonly<Record<string, string>> = {
	...{ CRON: 'cron', crond: 'cron', crontab: 'cron', 'sshd-session': 'sshd', 'sshd-auth': 'sshd' },
	...{ clamd: 'clamav', clamscan: 'clamav', freshclam: 'clamav', guacd: 'guacamole' },
};
/** Programs whose lines stand in the log that rules call `auth`. */
const signIns = new Set([
	...['sshd', 'sudo', 'su', 'login', 'pkexec', 'polkitd', 'systemd-logind', 'gdm-password', 'passwd', 'useradd', 'userdel'],
	...['usermod', 'groupadd', 'chpasswd'],
]);

/** Any other syslog line: who says it, the message, and who came from where when it says so as sshd, PAM and sudo do. */
export const syslog: LineFormat = {
	name: 'syslog',
	accepts: (_, header) => header !== undefined,
	read: (line, header) => {
		if (header === undefined) return undefined;
		const { host, app, tag = '', severity, facility } = header;
		const service = ((Object.hasOwn(services, app) ? services[app] : undefined) ?? app).toLowerCase().slice(0, 64);
		const part = line.slice(0, 2000);
		const [, name, address] = from.exec(part) ?? [];
		const by = who.exec(part);
		const device = deviceOf(app, tag, line);
		const event = {
			logsource: device ?? {
				...{ product: 'linux', service, also: signIns.has(service) ? ['auth', 'syslog'] : ['syslog'] },
			},
			host,
			app,
			severity,
			facility,
			message: line,
			src_ip: address,
			src_name: name,
			user: by?.[1] ?? by?.[2],
		};
		return readLineRecord(
			event,
			header.time,
			device === undefined ? sourceName('syslog', app) : sourceName('syslog', device.product, device.service),
			fields,
		);
	},
};
