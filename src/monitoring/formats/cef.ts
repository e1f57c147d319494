import { compileFields } from '../observables-take.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { firstTime, readNamedMonth } from './time.ts';

const fields = compileFields({
	src: 'ip',
	dst: 'ip',
	sourceTranslatedAddress: 'ip',
	destinationTranslatedAddress: 'ip',
	c6a2: 'ip',
	c6a3: 'ip',
	shost: 'host',
	dhost: 'host',
	destinationDnsDomain: 'host',
	request: 'url',
	suser: 'upn',
	duser: 'upn',
	fname: 'file-name',
	filePath: 'file-name',
	fileHash: 'hash',
	sproc: 'file-name',
	dproc: 'file-name',
	dvchost: 'host-name',
});
const nextKey = /(?:^|\s)([A-Za-z0-9_.[\]-]{1,60})=/g;

/** Seven fields between bars, a bar inside one written `\|`, and the rest. */
export function splitBars(text: string, count: number): string[] {
	const parts: string[] = [];
	let from = 0;
	for (let at = 0; at < text.length && parts.length < count; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === '|') {
			parts.push(text.slice(from, at).replaceAll('\\|', '|').replaceAll('\\\\', '\\'));
			from = at + 1;
		}
	}
	return [...parts, text.slice(from)];
}

/** A value of CEF runs to the next ` key=`, blanks included. */
function readExtension(text: string): Record<string, string> {
	const found = text.matchAll(nextKey).take(300).toArray();
	const pairs: Record<string, string> = {};
	for (const [at, match] of found.entries()) {
		const value = text.slice(match.index + match[0].length, found[at + 1]?.index ?? text.length);
		pairs[match[1]!] = value.trim().replaceAll('\\=', '=').replaceAll('\\n', '\n').replaceAll('\\\\', '\\');
	}
	return pairs;
}

/** ArcSight Common Event Format, bare or behind a syslog header. */
export const cef: LineFormat = {
	name: 'cef',
	accepts: (line) => line.startsWith('CEF:'),
	read: (line, header) => {
		const parts = splitBars(line.slice(4), 7);
		if (parts.length < 8) return undefined;
		const [version, vendor, product, deviceVersion, signature, name, severity, extension = ''] = parts;
		const pairs = readExtension(extension);
		const logsource = { product: lower(product).slice(0, 60), service: lower(vendor).slice(0, 60) };
		const event = { version, vendor, product, deviceVersion, signature, name, severity, ...pairs, logsource };
		const time =
			readNamedMonth(pairs.rt) ??
			firstTime(pairs.rt, pairs.end, pairs.start) ??
			readNamedMonth(pairs.end ?? pairs.start) ??
			header?.time;
		return readLineRecord(event, time, sourceName('cef', vendor, product), fields);
	},
};
