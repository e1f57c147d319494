import { compileFields } from '../observables-take.ts';
import { splitBars } from './cef.ts';
import { type LineFormat, lower, readLineRecord, sourceName } from './format.ts';
import { readPairs } from './pairs.ts';
import { firstTime, readNamedMonth } from './time.ts';

const fields = compileFields({
	src: 'ip',
	dst: 'ip',
	srcPostNAT: 'ip',
	dstPostNAT: 'ip',
	identSrc: 'ip',
	usrName: 'upn',
	accountName: 'user-name',
	identHostName: 'host-name',
	url: 'url',
	resource: 'host',
	fileHash: 'hash',
	fileName: 'file-name',
});

/** The sign between attributes of LEEF 2: itself, or `x09`, `0x7c`. A tab otherwise. */
function separatorOf(text: string): string {
	const hex = /^(?:0x|x)([0-9a-f]{1,4})$/i.exec(text);
	if (hex !== null) return String.fromCharCode(Number.parseInt(hex[1]!, 16));
	return text.length === 1 ? text : '\t';
}

/** IBM's Log Event Extended Format 1.0 and 2.0. */
export const leef: LineFormat = {
	name: 'leef',
	accepts: (line) => line.startsWith('LEEF:'),
	read: (line, header) => {
		const second = line.startsWith('LEEF:2');
		const parts = splitBars(line.slice(5), second ? 6 : 5);
		if (parts.length < (second ? 7 : 6)) return undefined;
		const [, vendor, product, deviceVersion, eventId] = parts;
		const pairs = readPairs(parts.at(-1)!, second ? separatorOf(parts[5]!) : '\t');
		const logsource = { product: lower(product).slice(0, 60), service: lower(vendor).slice(0, 60) };
		const time = firstTime(pairs.devTime) ?? readNamedMonth(pairs.devTime) ?? header?.time;
		return readLineRecord(
			{ vendor, product, deviceVersion, eventId, ...pairs, logsource },
			time,
			sourceName('leef', vendor, product),
			fields,
		);
	},
};
