import type { Telemetry } from '#platform';
import type { SoughtIndicator } from '../src/monitoring/telemetry/look-back.ts';

/** What is made up: events over 160 institutions and 30 days, most values rare, as in real traffic. Same numbers each run. */
export const institutions = 160;
export const start = Date.UTC(2026, 9, 1);
export const received = Date.UTC(2026, 9, 31);
const batchSize = 5000;
const perInsert = 500_000;

/** Event n's choice under `salt`: few values often, many seldom. */
const skewed = (salt: number, most: number) =>
	`toUInt64(floor(${most} * pow(bitAnd(sipHash64(n, ${salt}), 9007199254740991) / 9007199254740992, 3)))`;
const address = (number: string) =>
	`concat(toString(11 + (${number} * 7) % 200), '.', toString(bitAnd(bitShiftRight(${number}, 16), 255)), '.',
		toString(bitAnd(bitShiftRight(${number}, 8), 255)), '.', toString(bitAnd(${number}, 255)))`;
const domain = (number: string) => `concat('host', toString(${number} % 7), '.site', toString(intDiv(${number}, 7)), '.example')`;
const hash = (number: string) => `repeat(leftPad(lower(hex(toUInt64(${number} * 2654435761))), 16, '0'), 4)`;
const upToDot = (text: string) => `substring(${text}, 1, length(${text}) - position(reverse(${text}), '.'))`;

const made = (from: number, count: number, events: number) => `(
	SELECT n, institution, batch, line, time, inner, outer, host, domain, url, sha256 FROM (
		SELECT n, toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(intDiv(n, ${batchSize}) % ${institutions}), 12, '0'))) AS institution,
			sipHash64(intDiv(n, ${batchSize})) AS batch, toUInt32(n % ${batchSize}) AS line,
			fromUnixTimestamp64Milli(toInt64(${start} + intDiv(n * ${30 * 86_400_000}, ${events})), 'UTC') AS time,
			concat('10.', toString(${skewed(1, 40)}), '.', toString(${skewed(2, 256)}), '.', toString(${skewed(3, 256)})) AS inner,
			${skewed(4, 4_000_000)} AS outerNumber, ${address('outerNumber')} AS outer,
			${skewed(5, 2_000_000)} AS site, ${domain('site')} AS domain, concat('pc-', toString(${skewed(6, 3000)})) AS host,
			if(n % 4 = 0, concat('https://', domain, '/p', toString(${skewed(7, 50)}), '/q', toString(${skewed(8, 1000)})), '') AS url,
			${skewed(9, 500_000)} AS file, if(n % 10 = 0, ${hash('file')}, '') AS sha256
		FROM (SELECT number AS n FROM numbers(${from}, ${count}))))`;

const value = "'[0-9A-Za-z]*[0-9][0-9A-Za-z]*'";
/** What `LineParts` makes of the lines, in the words of the store; these lines hold no escapes. */
const parts = `replaceRegexpAll(text, ${value}, '\\x01') AS shape, extractAll(text, ${value}) AS found,
	arrayStringConcat(arrayMap(one -> concat(one, '\\x01'), arraySlice(found, 1, 8))) AS head,
	arrayStringConcat(arrayMap(one -> concat(one, '\\x01'), arraySlice(found, 9))) AS tail`;

/** Makes the events in the store itself, some hundred thousand at a time: making them outside took longer than all else. */
export async function load(telemetry: Telemetry, events: number, there: number): Promise<void> {
	const moment = `fromUnixTimestamp64Milli(${received}, 'UTC')`;
	// A load that was cut short goes on; what is made twice falls together by its key.
	for (let from = Math.max(Math.floor(there / perInsert) - 1, 0) * perInsert; from < events; from += perInsert) {
		const rows = made(from, Math.min(perInsert, events - from), events);
		await telemetry.command(
			`INSERT INTO dijkwacht.events (institution, sensor, batch, line, time, received, format, logsource, shape, head, tail, keep_until)
			SELECT institution, institution, batch, line, time, ${moment}, 'suricata-eve', 'suricata/dns', shape, head, tail, toDate('2027-02-01')
			FROM (SELECT institution, batch, line, time, ${parts}, concat('{"timestamp":"', toString(time), '","event_type":"dns","src_ip":"', inner, '","dest_ip":"', outer, '","host":"', host,
					'","dns":{"type":"query","rrname":"', domain, '"}}') AS text FROM ${rows})`,
		);
		await telemetry.command(
			`INSERT INTO dijkwacht.observables (institution, time, kind, anchor, value, batch, line, received_on, keep_until)
			SELECT institution, time, one.1, one.2, one.3, batch, line, toDate(${moment}), toDate('2027-11-01') FROM ${rows}
			ARRAY JOIN arrayFilter(made -> made.3 != '', [('ipv4', ${upToDot('inner')}, inner), ('ipv4', ${upToDot('outer')}, outer),
				('domain', substring(domain, position(domain, '.') + 1), domain), ('host-name', '', host), ('url', domain, url),
				('sha256', '', sha256)]) AS one`,
		);
	}
}

/** The same numbers each run (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Half exact values, half networks, domains with subdomains and beginnings of URLs. */
export function makeIndicators(count: number): SoughtIndicator[] {
	const random = randomOf(28);
	const pick = (most: number) => Math.floor(most * random() ** 3);
	const ip = (n: number) => `${11 + ((n * 7) % 200)}.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
	const name = (n: number) => `host${n % 7}.site${Math.floor(n / 7)}.example`;
	const sum = (n: number) => (BigInt(n) * 2654435761n).toString(16).padStart(16, '0').repeat(4);
	const parts: (() => SoughtIndicator)[] = [
		() => ({ kind: 'ipv4', value: ip(pick(40_000_000)), match: 'exact' }),
		() => ({ kind: 'sha256', value: sum(pick(5_000_000)), match: 'exact' }),
		() => ({ kind: 'domain', value: name(pick(20_000_000)), match: 'exact' }),
		() => ({ kind: 'domain', value: `site${pick(3_000_000)}.example`, match: 'subdomains' }),
		() => ({ kind: 'ipv4', value: `${ip(pick(40_000_000))}/${24 + pick(8)}`, match: 'network' }),
		() => ({ kind: 'url', value: `https://${name(pick(20_000_000))}/p${pick(50)}`, match: 'prefix' }),
	];
	return Array.from({ length: count }, (_, at) => parts[at % parts.length]!());
}
