import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDuo, type Sector } from './read.ts';

const header = 'PROVINCIE;BEVOEGD GEZAG NUMMER; INSTELLINGSCODE ;INSTELLINGSNAAM ;PLAATSNAAM;SOORT HO;NODAAL GEBIED';
const utf8 = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`);
const read = (bytes: Uint8Array, sector: Sector = 'higher-education') => readDuo(bytes, sector);
const faults = (bytes: Uint8Array) => {
	const result = read(bytes);
	return result.ok ? [] : result.findings.map(({ code, where, detail }) => `${code} | ${where} | ${detail}`);
};

it('reads a file, trims headers, keeps zeros in front, ignores unknown columns and blank lines', () => {
	const result = read(
		utf8(
			header,
			'Fryslân;00123;01AA;Hogeschool "De Vaart";Snits;hbo;x',
			'',
			';;02AA;Universiteit Noorderdiep;;;'.replace('Universiteit', 'Universiteit'),
		),
	);
	expect(result.ok).toBe(false);
	const good = read(
		utf8(header, 'Fryslân;00123;01AA;"Hogeschool ""De Vaart""";Snits;hbo;x', '', ';;02AA;Universiteit Noorderdiep'),
	);
	expect(good).toEqual({
		ok: true,
		value: [
			{
				code: '01AA',
				name: 'Hogeschool "De Vaart"',
				kind: 'hbo',
				kindGiven: true,
				boardNumber: '00123',
				province: 'FR',
				city: 'Snits',
			},
			{
				code: '02AA',
				name: 'Universiteit Noorderdiep',
				kind: 'wo',
				kindGiven: false,
				boardNumber: null,
				province: null,
				city: null,
			},
		],
	});
});

it('reads semicolon and comma, UTF-8 with and without BOM, and Windows-1252, all to the same', () => {
	const text = (d: string) => `INSTELLINGSNAAM${d}INSTELLINGSCODE\nMBO Coöperatie${d}07XY\n`;
	const forms = [
		Buffer.from(text(';')),
		Buffer.from(text(',')),
		Buffer.from(`\ufeff${text(';')}`),
		Buffer.from(text(';'), 'latin1'),
		Buffer.from(text(',').replaceAll('\n', '\r')),
	];
	for (const bytes of forms) {
		expect(readDuo(bytes, 'mbo')).toMatchObject({ ok: true, value: [{ code: '07XY', name: 'MBO Coöperatie', kind: 'mbo' }] });
	}
	expect(readDuo(Buffer.from([...Buffer.from('INSTELLINGSCODE;INSTELLINGSNAAM\n01AA;Prijs '), 0x80, 0x0a]), 'mbo')).toMatchObject(
		{
			value: [{ name: 'Prijs €' }],
		},
	);
});

it('names line, column and value of every fault at once', () => {
	const lines = [
		';;1AA;Een;;;',
		';;01aa;;;;',
		';;03AA;Drie;;;',
		'"x',
		'y";;04AA;Vier;;;',
		';;03AA;Nog eens;;;',
		';;05AA;Vijf;;;;meer',
	];
	expect(faults(utf8(header, ...lines))).toEqual([
		'code-shape | line 2, column INSTELLINGSCODE | "1AA" is not two digits and two capitals',
		'code-shape | line 3, column INSTELLINGSCODE | "01aa" is not two digits and two capitals',
		'name | line 3, column INSTELLINGSNAAM | "": the name is empty',
		'code-twice | line 7, column INSTELLINGSCODE | "03AA" stands on line 4 too',
		'cells-surplus | line 8, column 8 | beyond the header: "meer"',
	]);
});

it('names quoting faults together with the faults before them', () => {
	expect(faults(utf8(header, ';;1AA;Een;;;', ';;02AA;"Twee;;;', ';;03AA;Drie;;;'))).toEqual([
		'code-shape | line 2, column INSTELLINGSCODE | "1AA" is not two digits and two capitals',
		expect.stringMatching(/^quoting \| line 3, column INSTELLINGSNAAM \| CSV_QUOTE_NOT_CLOSED: ";;02AA;/),
	]);
	expect(faults(utf8(header, ';;02AA;Tw"ee;;;'))).toEqual([
		expect.stringMatching(/^quoting \| line 2, column INSTELLINGSNAAM \| INVALID_OPENING_QUOTE/),
	]);
});

it.each<[string, Uint8Array, RegExp]>([
	['an empty file', Buffer.from(''), /^empty/],
	['a header alone', utf8(header), /^empty/],
	['an absent column', utf8('INSTELLINGSCODE;NAAM', '01AA;x'), /^column-missing \| line 1, column INSTELLINGSNAAM/],
	['a column twice', utf8('INSTELLINGSCODE;INSTELLINGSNAAM;INSTELLINGSCODE', '01AA;x;02AA'), /^column-twice/],
	['UTF-16', Buffer.from('\ufeffINSTELLINGSCODE;INSTELLINGSNAAM', 'utf16le'), /^encoding.*UTF-16/],
	['a BOM before bytes that are not UTF-8', Buffer.from([0xef, 0xbb, 0xbf, 0xe9]), /^encoding/],
	['binary bytes', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff]), /^encoding.*U\+0003/],
	['too many bytes', Buffer.alloc(5_000_001, 'a'), /^too-large/],
	['too many lines', utf8(header, ...Array<string>(5001).fill(';;01AA;x;;;')), /^too-large/],
])('refuses %s with one clear finding', (_name, bytes, expected) => {
	expect(faults(bytes)[0]).toMatch(expected);
});

it('never throws, whatever the bytes', () => {
	const prefix = Buffer.from('INSTELLINGSCODE;INSTELLINGSNAAM\n');
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, headed) => {
			const result = read(headed ? Buffer.concat([prefix, bytes]) : bytes);
			expect(result.ok || result.findings.length > 0).toBe(true);
		}),
		{ seed: 7 },
	);
});
