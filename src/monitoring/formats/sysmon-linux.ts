import { compileFields } from '../observables-take.ts';
import { type LineFormat, readLineRecord, sourceName } from './format.ts';
import { firstTime } from './time.ts';
import { takeQueryResults, windowsFields } from './windows-fields.ts';

const fields = compileFields({ ...windowsFields, Computer: 'host-name' });
const data = /<Data Name="([^"<>]{1,100})">([^<]*)<\/Data>/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
	return text.includes('&') ? text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!) : text;
}

/** Text of the first element of this name. */
function element(line: string, name: string): string {
	const open = line.indexOf(`<${name}>`);
	const close = line.indexOf(`</${name}>`, open);
	return open === -1 || close === -1 ? '' : unescapeXml(line.slice(open + name.length + 2, close));
}

/** Sysmon for Linux: the event as XML in one syslog line. */
export const sysmonLinux: LineFormat = {
	name: 'sysmon-linux',
	accepts: (line) => line.includes('<Event>') && line.includes('Linux-Sysmon'),
	read: (line, header) => {
		const event: Record<string, unknown> = {};
		for (const match of line.matchAll(data).take(200)) if (match[1] !== '__proto__') event[match[1]!] = unescapeXml(match[2]!);
		const id = element(line, 'EventID');
		if (id === '') return undefined;
		event.EventID = Number(id);
		event.Channel = 'Linux-Sysmon/Operational';
		event.Provider_Name = 'Linux-Sysmon';
		event.Computer = element(line, 'Computer') || header?.host;
		const created = /<TimeCreated SystemTime="([^"]{10,40})"/.exec(line)?.[1];
		return readLineRecord(
			event,
			firstTime(event.UtcTime, created) ?? header?.time,
			sourceName('linux-sysmon', id),
			fields,
			(record, taker) => takeQueryResults(record.QueryResults, taker),
		);
	},
};
