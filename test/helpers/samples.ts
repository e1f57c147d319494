import { z } from 'zod';

/** A JSON schema as zod writes it. */
export interface Schema {
	readonly type?: string;
	readonly format?: string;
	readonly pattern?: string;
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly minItems?: number;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
}

export const someId = '0197b1de-0000-7000-8000-0000000000cc';

export function schemaOf(shape: z.ZodType): Schema {
	return z.toJSONSchema(shape, { unrepresentable: 'any', io: 'input', cycles: 'ref' }) as Schema;
}

const texts: Record<string, string> = {
	...{ uuid: someId, date: '2026-03-01', 'date-time': '2026-03-01T12:00:00Z', uri: 'https://voorbeeld.example/' },
	...{ email: 'iemand@voorbeeld.example', ipv4: '192.0.2.1', time: '12:00:00' },
};
/** Tried in turn where a schema gives a pattern and no format. */
const candidates = [
	'a',
	'1',
	'a'.repeat(8),
	'00',
	'12:00',
	'2026',
	'2026-03-01',
	'a.example',
	'192.0.2.1',
	'A'.repeat(40),
	'x-1',
];

function textOf({ format = '', pattern, minLength = 1, maxLength = 4 }: Schema): string {
	const known = texts[format];
	if (known !== undefined) return known;
	const fits = pattern === undefined ? undefined : candidates.find((text) => new RegExp(pattern, 'u').test(text));
	return fits ?? 'a'.repeat(Math.max(minLength, Math.min(4, maxLength)));
}

/** The least a schema takes: what is required, the first of each choice. */
export function sampleOf(schema: Schema): unknown {
	if (schema.const !== undefined) return schema.const;
	if (schema.enum !== undefined) return schema.enum[0];
	const [choice] = schema.anyOf ?? schema.oneOf ?? [];
	if (choice !== undefined) return sampleOf(choice);
	if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part) as object));
	if (schema.type === 'string') return textOf(schema);
	if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, Math.ceil(schema.minimum ?? 1));
	if (schema.type === 'boolean') return true;
	if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 1 }, () => sampleOf(schema.items ?? {}));
	if (schema.type !== 'object') return 'a';
	const required = (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})] as const);
	return Object.fromEntries(required);
}
