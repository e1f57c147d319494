import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Telemetry } from '#platform';
import { recognise } from '../formats/recognise.ts';
import { countOthers, ownSightings } from '../telemetry/count-seen-by.ts';
import { applyTerms, eraseInstitution, erasePerson } from '../telemetry/erase.ts';
import { type FacetField, facetsOf } from '../telemetry/facets.ts';
import { histogram, searchEvents } from '../telemetry/search-events.ts';
import { writeEvents } from '../telemetry/write-events.ts';
import { anything, conditionOf } from './condition.ts';
import { readableLine } from './line-fields.ts';
import { parseQuery } from './parse.ts';
import { storeForAll } from '../testing/store.ts';

const one = '00000000-0000-4000-8000-000000000001';
const two = '00000000-0000-4000-8000-000000000002';
const received = new Date('2026-10-01T12:00:00Z');
const span = { from: new Date('2026-10-01'), to: new Date('2026-10-02') };
const lines = [
	'{"timestamp":"2026-10-01T10:00:00Z","event_type":"dns","src_ip":"192.0.2.1","dest_ip":"192.0.2.53","dns":{"rrname":"mail.example.nl","id":7,"flags":["rd","ra",3]}}',
	'{"timestamp":"2026-10-01T10:30:00Z","event_type":"alert","src_ip":"203.0.113.9","dest_ip":"192.0.2.2","alert":{"signature":"ET SCAN 100% \\"x\\"","signature_id":2001}}',
	'{"timestamp":"2026-10-01T11:00:00Z","event_type":"http","src_ip":"192.0.2.2","dest_ip":"198.51.100.1","http":{"hostname":"www.example.com","url":"/A_b"}}',
	'<38>Oct  1 11:30:00 srv-5 sshd[1]: Failed password for beheer from 203.0.113.9 port 1 ssh2',
];
let telemetry: Telemetry;
storeForAll((opened) => {
	telemetry = opened;
});

beforeAll(async () => {
	const events = lines.map((raw, line) => {
		const reading = recognise(raw, received);
		if ('fault' in reading) throw new Error(reading.fault);
		const { time, format, source, observables } = reading;
		return { line, time, format, logsource: source, raw, observables };
	});
	const until = new Date('2099-01-01');
	for (const institution of [one, two, one]) {
		const batch = { institution, sensor: two, token: 't', received, keepEventsUntil: until, keepObservablesUntil: until };
		await writeEvents(telemetry, batch, events);
	}
});

function condition(text: string) {
	const query = parseQuery(text);
	if (!query.ok) throw new Error(query.findings[0]?.detail);
	const found = conditionOf(query.value);
	if (!found.ok) throw new Error(found.findings[0]?.detail);
	return found.value;
}

test.each([
	['', [3, 2, 1, 0]],
	['ip:203.0.113.9', [3, 1]],
	['ip:192.0.2.0/30', [2, 1, 0]],
	['NOT ip:::1', [3, 2, 1, 0]],
	['dns.flags:>2', [0]],
	['ip:192.0.2.*', [2, 1, 0]],
	['domain:*.example.nl OR domain:www.example.com', [2, 0]],
	['domain:MAIL.example.nl', [0]],
	['user-name:beheer', [3]],
	['url:"http://www.example.com/A_b"', [2]],
	['url:*a_b', [2]],
	['url:*A_B', [2]],
	['url:*aXb', []],
	['format:suricata-eve NOT source:*/dns', [2, 1]],
	['NOT (format:syslog OR source:suricata/http)', [1, 0]],
	['"failed password"', [3]],
	['100%', [1]],
	['event_type:alert AND alert.signature_id:2001', [1]],
	['alert.signature:"ET SCAN 100% \\"x\\""', [1]],
	['alert.signature_id:[2000 TO 2002]', [1]],
	['dns.id:[8 TO 9]', []],
	['time:[2026-10-01T10:15:00Z TO 2026-10-01T11:00:00Z]', [2, 1]],
	['time:>=2026-10-01T11:00:00Z', [3, 2]],
	['time:<2026-10-01T10:30:00Z', [0]],
	['alert.signature_id:[2001 TO *]', [1]],
	['alert.signature_id:>2001', []],
	['dns.flags:RA', [0]],
	['dns.flags:3', [0]],
	['dns.flags:r', []],
	['dns.id:*', [0]],
	['NOT dns.id:*', [3, 2, 1]],
	['src_ip:192.0.2.0/24', [2, 0]],
	['dest_ip:192.0.2.0/24 NOT src_ip:203.0.113.9/32', [0]],
	['dns.flags:10.0.0.0/8', []],
	['src_ip:0.0.0.0/0', [2, 1, 0]],
	['src_ip:192.0.2.0/33', []],
	['ET\\', []],
	["host-name:srv-5 OR x:' OR 1=1 --", [3]],
] as const)('%s finds the events it should, each once', async (text, expected) => {
	const found = await searchEvents(telemetry, [one], span, condition(text), { limit: 100 });
	expect(found.map(({ line }) => line)).toEqual(expected);
});

test.each([
	['a AND', 'column 6'],
	['(a OR b', 'column 1'],
	['"open', 'column 1'],
	['a)', 'column 2'],
	['time:[2026-10-01', 'column 6'],
	[`${'NOT '.repeat(30)}a`, 'column 81'],
	[Array.from({ length: 51 }, () => 'a').join(' '), 'column 101'],
	['x'.repeat(2001), 'column 1'],
])('%s is refused with its place', (text, where) => {
	const query = parseQuery(text);
	expect(query.ok ? undefined : query.findings[0]?.where).toBe(where);
});

test('a value that its field cannot have is refused', () => {
	for (const text of ['ip:hello', 'ip:1.2.3.4/33', 'md5:abc', 'time:[yesterday TO today]', 'size:[a TO b]', 'size:[* TO *]']) {
		const query = parseQuery(text);
		expect(query.ok && conditionOf(query.value).ok).toBe(false);
	}
});

test('whatever is typed is a search or a refusal, and what it says is bound, never part of the statement', () => {
	const typed = fc.array(
		fc.constantFrom('a', '"', '(', ')', '[', ']', ':', ' ', 'AND', 'OR', 'NOT', '*', '\\', "'", '{p0:String}', 'TO', ';--'),
	);
	fc.assert(
		fc.property(typed, (parts) => {
			const query = parseQuery(parts.join(''));
			if (!query.ok) return;
			const found = conditionOf(query.value);
			const sql = found.ok ? found.value.sql.replaceAll(readableLine, 'raw') : '';
			expect(sql).not.toMatch(/;|\\|p0:String\}p|a'/);
		}),
		{ numRuns: 2000, seed: 3 },
	);
});

test('pages follow each other without gap or overlap', async () => {
	const first = await searchEvents(telemetry, [one], span, condition(''), { limit: 3 });
	const second = await searchEvents(telemetry, [one], span, condition(''), { limit: 3, after: first[2]! });
	expect([...first, ...second].map(({ line }) => line)).toEqual([3, 2, 1, 0]);
});

test('the histogram counts each event once', async () => {
	const bars = await histogram(telemetry, [one], span, condition('ip:192.0.2.*'), 3600);
	expect(bars).toEqual([
		{ from: new Date('2026-10-01T10:00:00Z'), count: 2 },
		{ from: new Date('2026-10-01T11:00:00Z'), count: 1 },
	]);
});

test('a pivot tells how many others saw it, and not who', async () => {
	const attacker = { kind: 'ipv4', values: ['203.0.113.9'] } as const;
	expect(await countOthers(telemetry, [one], attacker, span)).toBe(1);
	expect(await countOthers(telemetry, [one, two], attacker, span)).toBe(0);
	expect(await ownSightings(telemetry, [one], attacker, span, anything)).toMatchObject([{ institution: one, count: 2 }]);
	expect(await ownSightings(telemetry, [one], { kind: 'ipv4', values: ['203.0.113.10'] }, span, anything)).toEqual([]);
});

test('facets count the events of a search by what is in them', async () => {
	const facets = (text: string, field: FacetField) => facetsOf(telemetry, [one], span, condition(text), field, { limit: 2 });
	expect(await facets('', 'ipv4')).toMatchObject({ distinct: 5, items: [{ count: 2 }, { count: 2 }] });
	expect(await facets('event_type:dns', 'domain')).toEqual({ distinct: 1, items: [{ value: 'mail.example.nl', count: 1 }] });
	expect(await facets('', 'format')).toMatchObject({
		items: [
			{ value: 'suricata-eve', count: 3 },
			{ value: 'syslog', count: 1 },
		],
	});
});

test('a hold lengthens terms, a person and an institution can be erased, others stay', async () => {
	const terms = { eventsDays: 400, observablesDays: 400 };
	await applyTerms(telemetry, one, terms, [{ ...span, until: '2110-01-01' }], '2026-01-01');
	const kept = await telemetry.query('SELECT DISTINCT toString(keep_until) AS day FROM dijkwacht.events ORDER BY day');
	expect(kept).toEqual([{ day: '2099-01-01' }, { day: '2110-01-01' }]);
	await erasePerson(telemetry, one, { kind: 'user-name', values: ['beheer'] });
	expect((await searchEvents(telemetry, [one], span, condition(''), { limit: 9 })).map(({ line }) => line)).toEqual([2, 1, 0]);
	expect(await searchEvents(telemetry, [two], span, condition('user-name:beheer'), { limit: 9 })).toHaveLength(1);
	await eraseInstitution(telemetry, one);
	expect(await searchEvents(telemetry, [one], span, condition(''), { limit: 9 })).toEqual([]);
	expect(await searchEvents(telemetry, [two], span, condition(''), { limit: 9 })).toHaveLength(4);
});
