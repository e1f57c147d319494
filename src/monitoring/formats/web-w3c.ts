import { compileFields } from '../observables-take.ts';
import { type LineFormat, readLineRecord } from './format.ts';
import { readTime } from './time.ts';
import { uriForRules } from './web-uri.ts';

const fields = compileFields({ 'c-ip': 'ip', 's-ip': 'ip', 'cs-username': 'user-name', 'cs-referer': 'url' });
/** date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status */
const columns =
	/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([0-9a-fA-F.:%]{2,60}) ([A-Z_]{2,30}) (\S+) (\S+) (\d{1,5}|-) (\S{1,256}) ([0-9a-fA-F.:%]{2,60}) (\S+)(?: (\S+))? (\d{3}) (\d{1,5}) (\d{1,12})(?: |$)/;

/** Access log of IIS with the fields it writes unless told otherwise (W3C extended, with or without the referer). */
export const webW3c: LineFormat = {
	name: 'web-w3c',
	accepts: (line) => line.charCodeAt(4) === 0x2d && columns.test(line.slice(0, 16_384)),
	read: (line) => {
		const match = columns.exec(line.slice(0, 16_384));
		if (match === null) return undefined;
		const [, date, time, server, method, stem = '', given = '-', port, user, client, agent = '-', referer = '-', status] = match;
		const query = given === '-' ? '' : given;
		const event = {
			logsource: { category: 'webserver' },
			's-ip': server,
			's-port': port,
			'cs-method': method,
			...uriForRules(query === '' ? stem : `${stem}?${query}`),
			'cs-username': user,
			'c-ip': client,
			// W3C writes a blank as a plus sign.
			'cs-user-agent': agent.replaceAll('+', ' '),
			'cs-referer': referer,
			'sc-status': Number(status),
		};
		return readLineRecord(event, readTime(`${date}T${time}Z`), 'webserver', fields);
	},
};
