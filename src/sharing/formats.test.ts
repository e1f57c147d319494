import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MatchKind, indicatorKinds, tlpLevels } from '#kernel';
import { readPattern, writePattern } from './formats/stix-pattern.ts';
import { readShared, sharingFormats } from './formats.ts';
import { normalSought } from './model/normal.ts';
import { type AdvisoryPackage, efforts, type Given, type ReadPackage } from './model/package.ts';
import { testId } from '../../test/helpers/sector.ts';

const now = new Date('2026-11-23T20:00:00.000Z');
const samples: Record<(typeof indicatorKinds)[number], [MatchKind, string][]> = {
	ipv4: [
		['exact', '203.0.113.9'],
		['network', '203.0.113.0/25'],
	],
	ipv6: [
		['exact', '2001:db8::7'],
		['network', '2001:db8:10::/44'],
	],
	domain: [
		['exact', 'a.example'],
		['subdomains', 'b.example'],
	],
	url: [
		['exact', "https://c.example/o'x%20_y?q=1"],
		['prefix', 'https://d.example/p_(1)/%7e+a'],
	],
	md5: [['exact', 'a'.repeat(32)]],
	sha1: [['exact', 'b'.repeat(40)]],
	sha256: [['exact', 'c'.repeat(64)]],
	ja3: [['exact', 'd'.repeat(32)]],
	ja4: [['exact', `t13d1516h2_${'8'.repeat(12)}_${'0'.repeat(12)}`]],
	email: [['exact', 'nep@e.example']],
	'file-name': [['exact', "=fac'tuur2.exe"]],
	'user-name': [['exact', '-svc']],
};

const text = fc.string({ minLength: 3, maxLength: 60 }).map((words) => `Tekst ${words.replaceAll(/[\p{C}"]/gu, '')}.`);
const anyPackage: fc.Arbitrary<AdvisoryPackage> = fc.record({
	...{ id: fc.constant(testId(1)), author: fc.constant({ id: testId(2), name: 'Loket' }), tlp: fc.constantFrom(...tlpLevels) },
	...{ title: fc.record({ nl: text, en: text }), summary: fc.record({ nl: text, en: text }) },
	...{
		namespace: fc.constant('https://dijkwacht.example'),
		createdAt: fc.constant(now.toISOString()),
		publishedAt: fc.constant(now.toISOString()),
	},
	lines: fc
		.uniqueArray(fc.record({ text: fc.record({ nl: text, en: text }), effort: fc.constantFrom(...efforts) }), {
			selector: (one) => one.text.nl,
		})
		.map((lines) => lines.map((one, at) => ({ ...one, id: testId(100 + at) }))),
	indicators: fc
		.tuple(fc.constantFrom(...tlpLevels), fc.integer({ min: 0, max: 100 }), fc.boolean())
		.map(([tlp, confidence, ends]) =>
			indicatorKinds
				.flatMap((kind) => samples[kind].map(([match, value]) => ({ kind, match, value })))
				.map((one, at) => ({
					...{ ...one, id: testId(200 + at), tlp, confidence, createdAt: now.toISOString() },
					...{ validFrom: '2026-11-01T00:00:00.000Z', validUntil: ends ? '2027-01-01T00:00:00.000Z' : null },
				})),
		),
});

function given(name: string, written: string): Given {
	return name === 'csv' ? written : (JSON.parse(written) as Given);
}

/** What each form has a place for. */
function carried(name: string, { title, summary, tlp, lines, indicators }: AdvisoryPackage): Partial<ReadPackage> {
	const bare = indicators.map(({ id: _, createdAt: __, ...one }) => one);
	const plain = lines.map(({ text: said, effort }) => ({ text: said, effort }));
	if (name === 'csv') return { indicators: bare };
	if (name === 'csaf') return { title, summary, tlp, lines: plain };
	return { title, summary, tlp, lines: plain, indicators: bare };
}

describe.each(sharingFormats.map((format) => [format.name, format] as const))('%s', (name, format) => {
	it('reads back what it wrote', () => {
		fc.assert(
			fc.property(anyPackage, (advisory) => {
				const back = readShared(given(name, format.write(advisory)), now);
				expect(back.format).toBe(name);
				expect(back.read.ok && back.read.value).toMatchObject(carried(name, advisory));
			}),
			{ numRuns: 40 },
		);
	});

	it('never throws on foreign content', () => {
		const outside: Record<string, object> = {
			stix: { type: 'bundle' },
			misp: { Event: {} },
			csaf: { document: { csaf_version: '2.0' } },
		};
		const shell = outside[name];
		if (shell === undefined) return expect(format.read('kind,value\n"domain,x', now).ok).toBe(false);
		const keys = { stix: 'objects', misp: 'Event', csaf: 'document' }[name as 'stix'];
		fc.assert(
			fc.property(fc.jsonValue(), (value) => typeof format.read({ ...shell, [keys]: value } as Given, now).ok === 'boolean'),
		);
	});
});

it('brings values into one form and refuses what is none', () => {
	const value = (
		...[kind, match, said]: Parameters<typeof normalSought> extends [infer K, infer M, ...unknown[]] ? [K, M, string] : never
	) => {
		const read = normalSought(kind, match, said, '/value');
		return read.ok ? `${read.value.kind} ${read.value.value}` : read.findings[0]?.code;
	};
	expect(value('ipv6', 'exact', '2001:0DB8:0::1')).toBe('ipv6 2001:db8::1');
	expect(value('ipv6', 'exact', '::ffff:203.0.113.9')).toBe('ipv4 203.0.113.9');
	expect(value('ipv4', 'network', '203.0.113.77/20')).toBe('ipv4 203.0.112.0/20');
	expect(value('ipv6', 'network', '2001:db8:ffff::1/33')).toBe('ipv6 2001:db8:8000::/33');
	expect(value('domain', 'exact', 'Bücher[.]Example.')).toBe('domain xn--bcher-kva.example');
	expect(value('url', 'exact', 'hxxps://Inlog[.]Example:443/a b#c')).toBe('url https://inlog.example/a%20b');
	expect(value('email', 'exact', 'Jan@Voorbeeld.Example')).toBe('email jan@voorbeeld.example');
	expect(value('file-name', 'exact', 'C:\\Temp\\Factuur.EXE')).toBe('file-name factuur.exe');
	expect(value('user-name', 'exact', 'CORP\\Jan')).toBe('user-name jan');
	for (const [kind, match, said] of [
		['ipv4', 'network', '0.0.0.0/0'],
		['ipv6', 'network', '2000::/3'],
		['url', 'prefix', 'https://a.example/?q='],
		['domain', 'exact', '10.0.0.999'],
		['ipv4', 'exact', '1.2.3'],
		['domain', 'exact', 'localhost'],
		['domain', 'prefix', 'a.example'],
		['url', 'exact', 'javascript:alert(1)'],
		['sha256', 'exact', 'g'.repeat(64)],
		['file-name', 'exact', 'a\u0000b'],
		['url', 'exact', `https://a.example/${'x'.repeat(3000)}`],
	] as const) {
		expect(value(kind, match, said), said).toBe('indicator-unreadable');
	}
});

it('takes the alternatives of a pattern and leaves what it cannot hold', () => {
	const read = (pattern: string) => {
		const result = readPattern(pattern, '/pattern');
		return result.ok ? result.value.map(({ kind, match, value }) => `${kind} ${match} ${value}`) : result.findings[0]?.code;
	};
	expect(read("[ipv4-addr:value IN ('192.0.2.1', '192.0.2.0/28')] OR [domain-name:value = 'A.example']")).toEqual([
		'ipv4 exact 192.0.2.1',
		'ipv4 network 192.0.2.0/28',
		'domain exact a.example',
	]);
	expect(read(`[file:hashes.'SHA-256' = '${'AB'.repeat(32)}' OR file:hashes.MD5 = '${'AB'.repeat(16)}']`)).toHaveLength(2);
	for (const more of [
		"[domain-name:value = 'a.example' AND ipv4-addr:value = '192.0.2.1']",
		"[domain-name:value != 'a.example']",
		"[domain-name:value = 'a.example'] FOLLOWEDBY [url:value = 'https://b.example/']",
		"[process:command_line LIKE '%x%']",
		`[url:value MATCHES '^(a+)+$']`,
		'['.repeat(30_000),
	]) {
		expect(read(more), more.slice(0, 60)).toBe('pattern-not-carried');
	}
	expect(writePattern({ kind: 'domain', match: 'subdomains', value: 'b.example' })).toBe(
		"[domain-name:value = 'b.example' OR domain-name:value LIKE '%.b.example']",
	);
});

it('stands up to a STIX type that stops the published schema', () => {
	const bundle = { type: 'bundle', objects: [{ type: `${'a'.repeat(60)}!` }, { type: 'a'.repeat(1_000_000) }] };
	const { read } = readShared(bundle, now);
	expect(read.ok && read.value.passedOver.map(({ code }) => code)).toEqual(['type-unreadable', 'type-unreadable']);
});

it('names line and column of every fault in a CSV file', () => {
	const { read } = readShared('kind;value;tlp\ndomain;a.example;amber\nip;1.2.3.4;\nmd5;xyz;\ndomain;b.example;pink\n', now);
	expect(read.ok ? [] : read.findings.map(({ where }) => where)).toEqual([
		'line 3, column kind',
		'line 4, column value',
		'line 5, column tlp',
	]);
});

it('writes no cell that a spreadsheet would run', () => {
	const csv = sharingFormats.find(({ name }) => name === 'csv')!;
	fc.assert(
		fc.property(anyPackage, (advisory) => {
			const cells = (parseCsv(csv.write(advisory)) as string[][]).flat();
			expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
		}),
		{ numRuns: 3 },
	);
});
