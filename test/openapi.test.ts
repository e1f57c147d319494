import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { openApi } from '#platform';
import { routes } from '../src/rooms.ts';
import { find, type Json, judge, type Rule, resolved } from './helpers/spectral.ts';

const rulesFile = join(import.meta.dirname, '../../shared/data/adr/linter-2.1.0.yml');
const document = JSON.parse(JSON.stringify(openApi(routes, 'https://dijkwacht.example'))) as Record<string, Json>;

const whole = resolved(document);

interface Operation {
	readonly operationId: string;
	readonly tags: readonly string[];
	readonly summary: string;
	readonly parameters: readonly {
		readonly name: string;
		readonly in: string;
		readonly required: boolean;
		readonly schema: object;
	}[];
	readonly responses: Record<string, { readonly description?: string; readonly $ref?: string }>;
	readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
}
const paths = document['paths'] as unknown as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, operation, name: `${method} ${path}` })),
);

describe('the API document is OpenAPI 3.0.3', () => {
	it('holds every route of ours', () => {
		const told = new Set(operations.map(({ path, method }) => `${method.toUpperCase()} /v1${path}`));
		const absent = routes
			.filter(({ path }) => path.startsWith('/v1/'))
			.filter(({ method, path }) => !told.has(`${method} ${path}`));
		expect(operations.length).toBeGreaterThan(80);
		expect(absent).toEqual([]);
	});

	it('gives each operation a name of its own, a known tag, a summary and answers', () => {
		const names = operations.map(({ operation }) => operation.operationId);
		expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
		const tags = new Set((document['tags'] as unknown as { name: string; description?: string }[]).map(({ name }) => name));
		for (const { name, operation } of operations) {
			expect(
				operation.tags.every((tag) => tags.has(tag)),
				name,
			).toBe(true);
			expect(operation.summary.length, name).toBeGreaterThan(5);
			expect(
				Object.keys(operation.responses).some((status) => status.startsWith('2') || status.startsWith('3')),
				name,
			).toBe(true);
			for (const answer of Object.values(operation.responses)) expect(answer.$ref ?? answer.description, name).toBeTruthy();
		}
	});

	it('names each parameter of an address once, as required', () => {
		for (const { path, name, operation } of operations) {
			const inPath = operation.parameters.filter((one) => one.in === 'path');
			expect(inPath.map((one) => one.name).sort(), name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one).sort());
			expect(
				inPath.every(({ required }) => required),
				name,
			).toBe(true);
			const keys = operation.parameters.map((one) => `${one.in} ${one.name}`);
			expect(new Set(keys).size, name).toBe(keys.length);
		}
	});

	it('resolves every reference and uses no word that OpenAPI 3.0 does not know', () => {
		const dangling: string[] = [];
		const strange: string[] = [];
		const newer = new Set([
			'const',
			'prefixItems',
			'$schema',
			'$defs',
			'propertyNames',
			'patternProperties',
			'contains',
			'examples',
			'$id',
		]);
		const walk = (value: Json | undefined, path: string, inProperties: boolean): void => {
			if (typeof value !== 'object' || value === null) return;
			for (const [key, inner] of Object.entries(value)) {
				if (key === '$ref' && !inProperties) {
					const place = String(inner).split('/').slice(1);
					const target = place.reduce<Json | undefined>((at, step) => (at as Record<string, Json> | undefined)?.[step], document);
					if (target === undefined) dangling.push(`${path} ${String(inner)}`);
				}
				if (!inProperties && newer.has(key)) strange.push(`${path}/${key}`);
				if (!inProperties && key === 'type' && (Array.isArray(inner) || inner === 'null')) strange.push(`${path}/type`);
				if (!inProperties && key.startsWith('exclusiveM') && typeof inner !== 'boolean') strange.push(`${path}/${key}`);
				walk(inner, `${path}/${key}`, key === 'properties' && !inProperties);
			}
		};
		walk(document, '', false);
		expect(dangling).toEqual([]);
		expect(strange).toEqual([]);
	});
});

// Rules that the file only switches on; Spectral keeps their text itself (spectral:oas).
const built: Record<string, () => void> = {
	'oas3-api-servers': () => expect((document['servers'] as Json[]).length).toBeGreaterThan(0),
	'info-contact': () => expect((document['info'] as Record<string, Json>)['contact']).toBeTypeOf('object'),
};
/** Rules that have nothing to look at in this document, each with the reason. */
const nothingToSee: Record<string, string> = {
	'http-methods': 'its own filter only fits a path named description or summary',
	'property-casing': 'no property is called _links',
};

describe.skipIf(!existsSync(rulesFile))('the Dutch API design rules 2.1.0 (absent ../shared: skipped)', () => {
	const rules = existsSync(rulesFile)
		? Object.entries((load(readFileSync(rulesFile, 'utf8')) as { rules: Record<string, Rule | string> }).rules)
		: [];
	it('are all here', () => expect(rules.length).toBeGreaterThan(15));
	it.each(rules)('%s', (name, rule) => {
		if (typeof rule === 'string') {
			expect(built[name], `${name} needs an assertion of its own`).toBeDefined();
			built[name]?.();
			return;
		}
		const { looked, broken } = judge(whole, rule);
		expect(broken).toEqual([]);
		if (name in nothingToSee) expect(looked, `${name} sees something: take it off the list`).toBe(0);
		else expect(looked, `${name} looked at nothing`).toBeGreaterThan(0);
	});
	it('find what breaks them', () => {
		const wrong = { openapi: '3.1.0', paths: { '/Not_Kebab': {} }, servers: [{ url: 'http://x.example' }] };
		const broken = rules
			.filter(([, rule]) => typeof rule !== 'string' && judge(wrong, rule).broken.length > 0)
			.map(([name]) => name);
		const expected = ['openapi3', 'include-major-version-in-uri', 'paths-kebab-case', 'servers-use-https'];
		expect(broken).toEqual(expect.arrayContaining([...expected, 'paths-open-api-json-resource-exists']));
	});
});

it('uses only standard methods', () => {
	const methods = new Set(find(document, '$.paths[*]').places.flatMap(({ value }) => Object.keys(value as object)));
	expect([...methods].filter((method) => !['post', 'put', 'get', 'delete', 'patch', 'parameters'].includes(method))).toEqual([]);
});
