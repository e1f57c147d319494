import { expect, test } from 'vitest';
import { recognise } from './recognise.ts';

const received = new Date('2026-10-02T00:00:00Z');
const observedTimeUnixNano = '1790848860000000000';
const read = (record: object) => {
	const found = recognise(JSON.stringify({ observedTimeUnixNano, ...record }), received);
	if ('fault' in found) throw new Error(found.fault);
	return found;
};

test('a line of a known format in a record is read as that format, and the record stays around it', () => {
	const message = '<38>Oct  1 10:00:42 srv sshd[1]: Failed password for invalid user admin from 203.0.113.1 port 5 ssh2';
	const { event, source, time, observables } = read({ message, traceId: 'ab', 'log.file.name': 'auth.log' });
	expect([source, time?.toISOString()]).toEqual(['syslog/sshd', '2026-10-01T10:00:42.000Z']);
	expect(event).toMatchObject({
		logsource: { service: 'sshd' },
		src_ip: '203.0.113.1',
		traceId: 'ab',
		'log.file.name': 'auth.log',
	});
	expect(observables).toContainEqual({ kind: 'ipv4', value: '203.0.113.1' });
});

test('the time of a record is its own, else that of its line, else when it was seen', () => {
	const line = '203.0.113.9 - - [01/Oct/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl"';
	const times = [
		read({ message: line, timeUnixNano: '1790840000000000000' }),
		read({ message: line }),
		read({ message: 'of no known form', timeUnixNano: '0' }),
		read({ message: `${line}\nand more` }),
	].map(({ time }) => time?.toISOString());
	expect(times).toEqual([
		'2026-10-01T07:33:20.000Z',
		'2026-10-01T09:00:00.000Z',
		'2026-10-01T10:01:00.000Z',
		'2026-10-01T10:01:00.000Z',
	]);
});
