import { compileFields } from '../observables-take.ts';
import { type LineFormat, readLineRecord } from './format.ts';
import { monthNumber, readTime } from './time.ts';

const fields = compileFields({ query: 'host', src_ip: 'ip' });
const bind =
	/client (?:@0x[0-9a-f]{1,16} )?([0-9a-fA-F.:]{2,45})#(\d{1,5}) \(([^)]{1,255})\): (?:view [^:]{1,100}: )?query: (\S{1,255}) (\S{1,16}) (\S{1,16})/;
const bindTime = /^(\d{2})-([A-Z][a-z]{2})-(\d{4}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)/;
const unbound =
	/(?:^|unbound(?:\[\d{1,10}(?::\d{1,5})?\])?:? |\d\] )(?:info|query|reply): ([0-9a-fA-F.:]{2,45}) (\S{1,255}) ([A-Z0-9]{1,16}) (IN|CH|HS)\b/;

function bindMoment(line: string): Date | undefined {
	const match = bindTime.exec(line);
	if (match === null) return undefined;
	return readTime(`${match[3]}-${String(monthNumber(match[2]!) + 1).padStart(2, '0')}-${match[1]}T${match[4]}`);
}

function record(query: string, type: string, address: string, extra: object) {
	return { logsource: { category: 'dns' }, query: query.replace(/\.$/, ''), record_type: type, src_ip: address, ...extra };
}

/** Query log of BIND 9. */
export const bindQueries: LineFormat = {
	name: 'bind-queries',
	accepts: (line) => line.includes(': query: ') && bind.test(line),
	read: (line, header) => {
		const match = bind.exec(line);
		if (match === null) return undefined;
		const [, address = '', port, , query = '', rrClass, type = ''] = match;
		const event = record(query, type, address, { src_port: Number(port), class: rrClass });
		return readLineRecord(event, bindMoment(line) ?? header?.time, 'dns/bind', fields);
	},
};

/** Query or reply log of Unbound. */
export const unboundQueries: LineFormat = {
	name: 'unbound-queries',
	accepts: (line, header) => (header?.app === 'unbound' || line.includes('unbound')) && unbound.test(line),
	read: (line, header) => {
		const match = unbound.exec(line);
		if (match === null) return undefined;
		const [, address = '', query = '', type = '', rrClass] = match;
		const epoch = /^\[(\d{9,11})\]/.exec(line)?.[1];
		return readLineRecord(
			record(query, type, address, { class: rrClass }),
			header?.time ?? readTime(epoch),
			'dns/unbound',
			fields,
		);
	},
};
