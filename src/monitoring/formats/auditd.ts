import type { EventRecord } from '#engine';
import { compileFields, type Taker } from '../observables-take.ts';
import { type LineFormat, readLineRecord, sourceName } from './format.ts';
import { readPairs } from './pairs.ts';
import { readTime } from './time.ts';

const fields = compileFields({
	addr: 'ip',
	laddr: 'ip',
	peer: 'ip',
	hostname: 'host',
	acct: 'user-name',
	exe: 'file-name',
	name: 'file-name',
	AUID: 'user-name',
	UID: 'user-name',
	node: 'host-name',
});
const stamp = /msg=audit\((\d{9,11}\.\d{3}):(\d{1,20})\):/;
/** `USER_AUTH pid=...` of the program audit in the journal. */
const journal = /^([A-Z][A-Z_]{2,40}) (?=[a-z]{2,20}=)/;
const hexText = /^(?:[0-9A-F]{2}){2,}$/;
/** Fields the kernel writes in hexadecimal when they hold a blank or a quote. */
const maybeHex = ['exe', 'name', 'cwd', 'proctitle', 'comm', 'acct', 'data', 'cmd'];

function fromHex(text: string): string {
	return Buffer.from(text.slice(0, 16_384), 'hex').toString('utf8').replaceAll('\0', ' ');
}

/** Address in a socket address as the kernel writes it: family in the order of the machine, port, and the address itself. */
function peerOf(saddr: string | undefined): string | undefined {
	if (saddr === undefined || !hexText.test(saddr)) return undefined;
	const bytes = Buffer.from(saddr.slice(0, 56), 'hex');
	if (bytes[0] === 2 && bytes[1] === 0 && bytes.length >= 8) return bytes.subarray(4, 8).join('.');
	if (bytes[0] !== 10 || bytes[1] !== 0 || bytes.length < 24) return undefined;
	return Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(8 + 2 * at).toString(16)).join(':');
}

/** EXECVE tells the words of the command one by one, `a0` to `aN`. */
function takeArguments(event: EventRecord, taker: Taker): void {
	if (event.type !== 'EXECVE') return;
	for (let at = 0; at < 100; at++) {
		const word = event[`a${at}`];
		if (typeof word !== 'string') return;
		if (at === 0) taker.take('file-name', word);
		taker.take('text', word);
	}
}

/** Linux audit, one record a line: `type=EXECVE msg=audit(1790000000.123:42): argc=2 a0="id" ...`. */
export const auditd: LineFormat = {
	name: 'auditd',
	accepts: (line, header) =>
		(header?.app === 'audit' && journal.test(line)) ||
		(line.includes('msg=audit(') && (line.startsWith('type=') || line.startsWith('node=') || line.includes(' type='))),
	read: (line, header) => {
		const named = header?.app === 'audit' ? journal.exec(line) : null;
		// The journal leaves out the stamp: its own time stands before it.
		const match = named ?? stamp.exec(line);
		if (match === null) return undefined;
		const head = named === null ? readPairs(line.slice(0, match.index)) : { type: named[1]!, node: header?.host ?? '' };
		const body = line.slice(match.index + match[0].length).replaceAll('\x1d', ' ');
		const inner = body.indexOf("msg='");
		const plain = inner === -1 ? body : body.slice(0, inner);
		const event: Record<string, string> = { ...head, ...readPairs(plain), ...(named === null && { record: match[2]! }) };
		if (inner !== -1) Object.assign(event, readPairs(body.slice(inner + 5).replace(/'\s*$/, '')));
		for (const name of maybeHex) if (hexText.test(event[name] ?? '')) event[name] = fromHex(event[name]!);
		const peer = peerOf(event.saddr);
		if (peer !== undefined) event.peer = peer;
		const logsource = { product: 'linux', service: 'auditd' };
		return readLineRecord(
			{ ...event, type: head.type, logsource },
			named === null ? readTime(match[1]) : header?.time,
			sourceName('auditd', head.type),
			fields,
			takeArguments,
		);
	},
};
