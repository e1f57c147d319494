import fc from 'fast-check';

/** One line of a detection, as it will be written. */
export interface Item {
	readonly field: string;
	readonly modifiers: readonly string[];
	readonly values: readonly (string | number | boolean | null)[];
}
/** A part is a map of items, several maps, or keywords. */
export type Part = readonly (readonly Item[])[];
export interface Drawn {
	readonly parts: Readonly<Record<string, Part>>;
	readonly condition: string;
}

export const fieldNames = ['a', 'b', 'c.d', 'e.f.g', 'Blank Name', 'EventID'] as const;
const piece = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom('cmd.exe', 'powershell', 'a', 'ab', 'aba', 'Évil', 'ΣΑΣ', 'İx', 'ſtop', 'K', '4625', '😀'),
	},
	{ weight: 2, arbitrary: fc.constantFrom('\\', ' -enc ', ' /c ', '–x', 'a-b', '%', '\n', ' ', "it's", '"q"', '[1]', '^$.|') },
	{ weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
);
const wild = fc.constantFrom('*', '?', '\\*', '\\?', '\\\\*', '\\\\', '\\\\\\*');
const plain = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('').replaceAll('\0', ''));
const pattern = fc
	.array(fc.oneof({ weight: 3, arbitrary: piece }, { weight: 1, arbitrary: wild }), { maxLength: 4 })
	.map((pieces) => pieces.join('').replaceAll('\0', ''));
const ascii = fc.stringMatching(/^[ -)+->@-[\]-~]{1,7}$/);
const mode = fc.constantFrom([], ['contains'], ['startswith'], ['endswith']);
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 3 });
const switches = (...names: string[]) => fc.subarray(names);
const number = fc.oneof(fc.integer({ min: -3, max: 70 }), fc.constantFrom(1.5, 4625, 0));

const kinds: fc.Arbitrary<Omit<Item, 'field'>> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			modifiers: fc.tuple(mode, switches('all', 'cased', 'windash', 'neq')).map(([one, more]) => [...one, ...more]),
			values: some(pattern),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.constantFrom([], ['neq']),
			values: some(fc.oneof(number, fc.constant(null), plain, fc.boolean())),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc
				.tuple(
					fc.constantFrom([], ['windash']),
					fc.constantFrom([], ['wide'], ['utf16le'], ['utf16be'], ['utf16']),
					fc.constantFrom(['base64'], ['base64offset']),
					mode,
				)
				.map((all) => all.flat()),
			values: some(ascii),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.tuple(fc.constantFrom(['wide'], ['utf16be'], ['utf16']), mode).map((all) => all.flat()),
			values: some(ascii),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.tuple(fc.constant(['re']), switches('i', 'm', 's'), switches('neq')).map((all) => all.flat()),
			values: some(
				fc.constantFrom(
					'a+b',
					'^cmd\\.exe$',
					'power.*shell',
					'(a|b)+x',
					'É.il',
					'[^a]b',
					'a{2,3}',
					'^a.b$',
					'x?',
					'\\d{4}',
					'a.*b.*a',
					'(?i)SHELL',
				),
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.tuple(fc.constant(['cidr']), switches('neq', 'all')).map((all) => all.flat()),
			values: some(
				fc.constantFrom('10.0.0.0/8', '192.168.1.0/28', '10.1.2.3', '0.0.0.0/0', 'fe80::/10', '2001:db8::/33', '::1/128', '::/0'),
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.tuple(fc.constantFrom(['lt'], ['lte'], ['gt'], ['gte']), switches('neq')).map((all) => all.flat()),
			values: some(number),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc
				.tuple(fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'year'), fc.constantFrom([], ['gte'], ['lt']))
				.map(([part, more]) => [part, ...more]),
			values: some(fc.oneof(fc.integer({ min: 0, max: 53 }), fc.constantFrom(2026, 2027))),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ modifiers: fc.constant(['exists']), values: fc.tuple(fc.boolean()) }) },
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.tuple(fc.constant(['fieldref']), mode, switches('neq', 'cased')).map((all) => all.flat()),
			values: some(fc.constantFrom(...fieldNames)),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			modifiers: fc.constantFrom(['expand'], ['expand', 'contains']),
			values: some(fc.constantFrom('%users%', 'x%users%y', '\\%a\\%', '5%')),
		}),
	},
);
const item = fc.tuple(fc.constantFrom(...fieldNames), kinds).map(([field, kind]): Item => ({ field, ...kind }));
const keyword: fc.Arbitrary<Item> = fc.record({
	field: fc.constant(''),
	modifiers: fc.constantFrom([], ['all'], ['cased'], ['startswith'], ['endswith'], ['all', 'windash']),
	values: some(pattern),
});
const map = fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: (one) => keyOf(one) });
const part: fc.Arbitrary<Part> = fc.oneof(
	{ weight: 5, arbitrary: map.map((one) => [one]) },
	{ weight: 1, arbitrary: fc.array(map, { minLength: 2, maxLength: 3 }) },
	{ weight: 1, arbitrary: keyword.map((one) => [[one]]) },
);
const condition = fc.letrec<{ any: string }>((tie) => ({
	any: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.constantFrom(
			'sel',
			'sel_two',
			'_hid',
			'1 of sel*',
			'all of sel*',
			'1 of them',
			'all of them',
			'any of *two',
			'2 of them',
			'1 of _*',
		),
		fc.tuple(tie('any'), fc.constantFrom('and', 'or', 'AND'), tie('any')).map((all) => all.join(' ')),
		tie('any').map((one) => `not (${one})`),
		tie('any').map((one) => `(${one})`),
	),
})).any;

export const drawnRule: fc.Arbitrary<Drawn> = fc.record({
	parts: fc.record({ sel: part, sel_two: part, _hid: part }),
	condition,
});

export function keyOf({ field, modifiers }: Item): string {
	return [field, ...modifiers].join('|');
}

/** The rule as a YAML text (JSON is YAML). */
export function written({ parts, condition: text }: Drawn, id: string): string {
	const mapOf = (items: readonly Item[]) =>
		Object.fromEntries(items.map((one) => [keyOf(one), one.values.length === 1 ? one.values[0] : one.values]));
	const detection = Object.fromEntries(
		Object.entries(parts).map(([name, maps]) => [name, maps.length === 1 ? mapOf(maps[0] ?? []) : maps.map(mapOf)]),
	);
	return JSON.stringify({ title: id, id, logsource: { product: 'test' }, detection: { ...detection, condition: text } });
}
