import { createHash } from 'node:crypto';
import { IndicatorIndex, type Indicator, type Observable } from '#engine';

/** A million indicators of all kinds against events of ten observables, of which one in a hundred hits: `node bench/engine-indicators.ts [COUNT]`. */
/** Milliseconds of processor time of this thread, so that a busy machine does not count. */
const processorTime = () => {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
};
const count = Number(process.argv[2] ?? 1_000_000);
const digest = (name: string, at: number) => createHash('sha256').update(`${name}${at}`).digest('hex');
const address = (hex: string) => [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');

function indicatorOf(at: number, hex: string): Omit<Indicator, 'id'> {
	const kinds: Omit<Indicator, 'id'>[] = [
		{ kind: 'ipv4', value: address(hex) },
		{ kind: 'ipv4', value: `${address(hex)}/${24 + (Math.floor(at / 10) % 8)}` },
		{ kind: 'domain', value: `${hex.slice(0, 12)}.example`, match: 'subdomains' },
		{ kind: 'domain', value: `www.${hex.slice(0, 12)}.example` },
		{ kind: 'url', value: `http://${hex.slice(0, 12)}.example/${hex.slice(12, 20)}`, match: 'prefix' },
		{ kind: 'sha256', value: hex },
		{ kind: 'md5', value: hex.slice(0, 32) },
		{ kind: 'sha1', value: hex.slice(0, 40) },
		{ kind: 'email', value: `${hex.slice(0, 8)}@${hex.slice(8, 16)}.example` },
		{ kind: 'file-name', value: `${hex.slice(0, 10)}.exe` },
	];
	return kinds[at % kinds.length] ?? { kind: 'sha256', value: hex };
}
const idOf = (hex: string) =>
	`${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

const some = (from: number, to: number): Indicator[] =>
	Array.from({ length: to - from }, (_, at) => ({
		id: idOf(digest('id', from + at)),
		source: 'bench',
		...indicatorOf(from + at, digest('value', from + at)),
	}));
const index = new IndicatorIndex();
let loading = 0;
for (let at = 0; at < count; at += 1000) {
	const batch: Indicator[] = JSON.parse(JSON.stringify(some(at, Math.min(at + 1000, count))));
	const begin = processorTime();
	index.add(batch);
	loading += processorTime() - begin;
}
let start = 0;

const made: Observable[][] = [];
for (let at = 0; at < 20_000; at++) {
	const hex = digest(at % 100 === 0 ? 'value' : 'other', (at % 100 === 0 ? at * 10 + 5 : at) % count);
	made.push([
		{ kind: 'ipv4', value: address(hex) },
		{ kind: 'ipv4', value: address(hex.slice(8)) },
		{ kind: 'domain', value: `a.b.${hex.slice(20, 32)}.example` },
		{ kind: 'url', value: `https://${hex.slice(20, 32)}.example/${hex.slice(0, 8)}/index.php?x=1` },
		{ kind: 'sha256', value: hex },
		{ kind: 'md5', value: hex.slice(0, 32) },
		{ kind: 'file-name', value: `${hex.slice(0, 9)}.exe` },
		{ kind: 'user-name', value: hex.slice(0, 7) },
		{ kind: 'host-name', value: `ws-${hex.slice(0, 4)}` },
		{ kind: 'ja3', value: hex.slice(32) },
	]);
}
/** What an ordinary event carries: two addresses, a domain, a URL. */
const usual = made.map((event) => event.slice(0, 4));

/** Microseconds an event, the best of the rounds. */
function matching(given: readonly Observable[][]): string {
	const events: Observable[][] = JSON.parse(JSON.stringify(given));
	let least = Infinity;
	let hits = 0;
	for (let round = 0; round < 15; round++) {
		hits = 0;
		start = processorTime();
		for (const event of events) hits += index.match(event).length;
		least = Math.min(least, processorTime() - start);
	}
	return `${((least * 1000) / events.length).toFixed(2)} us an event, ${hits} hits`;
}
const [ten, four] = [matching(made), matching(usual)];
const leaving = some(0, Math.min(10_000, count)).map(({ id }) => id);
start = processorTime();
const gone = index.remove(leaving);
const removing = processorTime() - start;
process.stdout.write(`${count} indicators in ${loading.toFixed(0)} ms, ${(index.bytes / count).toFixed(1)} bytes each (typed arrays)
${made.length} events of 10 observables: ${ten}
${usual.length} events of 4 observables: ${four}
${gone} removed in ${removing.toFixed(0)} ms, ${index.size} left
`);
