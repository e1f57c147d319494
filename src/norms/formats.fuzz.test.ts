import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCrosswalk, readFramework } from './formats.ts';

const samples = ['library.yaml', 'mapping.yaml', 'catalog.json'].map((name) =>
	readFileSync(new URL(`./formats/samples/${name}`, import.meta.url), 'utf8'),
);
const damage = fc.oneof(
	fc.string({ maxLength: 12 }),
	fc.constantFrom(
		'null',
		'~',
		'[]',
		'{}',
		'- ',
		': ',
		'&a ',
		'*a',
		'!!map ',
		'"',
		"'",
		'\n',
		'\t',
		'9e999',
		'__proto__: ',
		'\u0000',
		'\uFEFF',
		'|',
		'>',
	),
);

it('answers every damaged file with content or with findings that name the file, and never throws', () => {
	fc.assert(
		fc.property(fc.constantFrom(...samples), fc.nat(4000), fc.nat(60), damage, (sample, at, cut, put) => {
			const text = sample.slice(0, at % sample.length) + put + sample.slice((at % sample.length) + cut);
			for (const read of [readFramework(text, 'damaged'), readCrosswalk(text, 'damaged')]) {
				if (read.ok) continue;
				expect(read.findings.length).toBeGreaterThan(0);
				for (const { where } of read.findings) expect(where).toMatch(/^damaged:/);
			}
		}),
		{ numRuns: 1500, seed: 20261123 },
	);
});
