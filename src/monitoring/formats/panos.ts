import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { readTime } from './time.ts';

const fields = compileFields({
	src_ip: 'ip',
	dst_ip: 'ip',
	assigned_ip: 'ip',
	user: 'upn',
	url: 'url',
	hostname: 'host',
	file: 'file-name',
	device: 'host-name',
});
const kinds = new Set(['TRAFFIC', 'THREAT', 'GLOBALPROTECT', 'SYSTEM', 'CONFIG', 'USERID']);

/** One line of comma separated values with quotes, at most 120 columns. */
function readColumns(line: string): string[] {
	const columns: string[] = [];
	for (let at = 0; at <= line.length && columns.length < 120; ) {
		const quoted = line[at] === '"';
		const close = quoted ? line.indexOf('"', at + 1) : line.indexOf(',', at);
		const end = close === -1 ? line.length : close;
		columns.push(line.slice(quoted ? at + 1 : at, end));
		at = quoted ? end + 2 : end + 1;
	}
	return columns;
}

/** Palo Alto Networks firewall in its default comma separated form: traffic, threat and GlobalProtect. */
export const panos: LineFormat = {
	name: 'panos',
	accepts: (line) => line.length > 20 && /^\d{1,12},/.test(line) && kinds.has(line.split(',', 4)[3] ?? ''),
	read: (line, header) => {
		const columns = readColumns(line);
		const kind = columns[3]!;
		const time = readTime(columns[6]?.replaceAll('/', '-') ?? '') ?? header?.time;
		const common = {
			logsource: {
				product: 'paloalto',
				service: lower(kind),
				category: kind === 'TRAFFIC' || kind === 'THREAT' ? 'firewall' : 'appliance',
			},
			type: lower(kind),
			subtype: columns[4],
			device: header?.host,
		};
		if (kind === 'GLOBALPROTECT') {
			const event = {
				...common,
				stage: columns[9],
				event: columns[8],
				method: columns[10],
				action: lower(columns[28]),
				reason: columns[25] || columns[26],
				user: columns[12],
				src_ip: columns[15] || columns[16],
				assigned_ip: columns[17],
				hostname: columns[14],
			};
			return readLineRecord(event, time, 'panos/globalprotect', fields);
		}
		const session = kind === 'TRAFFIC' || kind === 'THREAT';
		if (!session) return readLineRecord({ ...common, message: line.slice(0, 4000) }, time, sourceName('panos', kind), fields);
		const resource = kind === 'THREAT' ? columns[31] : undefined;
		const event = {
			...common,
			src_ip: columns[7],
			dst_ip: columns[8],
			user: columns[12] || columns[13],
			dst_user: columns[13],
			application: columns[14],
			src_port: columns[24],
			dst_port: columns[25],
			protocol: columns[29],
			action: columns[30],
			url: resource !== undefined && columns[4] === 'url' ? `http://${resource}` : undefined,
			file: columns[4] === 'file' || columns[4] === 'wildfire' ? resource : undefined,
		};
		return readLineRecord(event, time, sourceName('panos', kind, columns[4]), fields);
	},
};
