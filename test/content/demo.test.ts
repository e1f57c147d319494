import { parse } from 'csv-parse/sync';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { humanRoles, institutionKinds, organisationKinds } from '#kernel';
import { compileRules, loadRulesLenient } from '#engine';
import { readFramework } from '../../src/norms/formats.ts';
import { contentBytes, contentFiles, contentText } from './files.ts';

const key = z.string().regex(/^[a-z0-9-]+$/);
const words = z.strictObject({ nl: z.string().min(3), en: z.string().min(3) });
const sector = z.strictObject({
	format: z.literal('dijkwacht-demo-sector/1'),
	organisations: z.array(z.strictObject({ key, kind: z.enum(organisationKinds), name: z.string() })),
	institutions: z.array(
		z.strictObject({
			key,
			kind: z.enum(institutionKinds),
			name: z.string(),
			brin: z
				.string()
				.regex(/^99[A-Z]{2}$/)
				.optional(),
			boardNumber: z.string().regex(/^99\d{3}$/),
			kvk: z.string().regex(/^000\d{5}$/),
			homeOrganisations: z.array(z.string().endsWith('.example')).length(1),
			umbrella: key,
			province: z.enum(['DR', 'FL', 'FR', 'GE', 'GR', 'LI', 'NB', 'NH', 'OV', 'UT', 'ZE', 'ZH']),
			city: z.string(),
			size: z.int().min(50),
			riskProfile: z.enum(['normal', 'elevated', 'high']),
			faculties: z.array(z.string()).optional(),
		}),
	),
	people: z.array(
		z.strictObject({
			key,
			name: z.string(),
			email: z.string().endsWith('.example'),
			organisation: key,
			role: z.enum(humanRoles),
			unit: z.string().optional(),
			persona: words,
		}),
	),
});
const { institutions, organisations, people } = sector.parse(load(contentText('demo/sector.yaml')));

describe('the sector of the demo', () => {
	it('has about as many institutions of each kind as the real one', () => {
		const counts = institutionKinds.map((kind) => institutions.filter((one) => one.kind === kind).length);
		expect(counts).toEqual([36, 14, 55, 15, 40]);
	});

	it.each(['key', 'name', 'brin', 'boardNumber', 'kvk'] as const)('gives no two institutions the same %s', (property) => {
		const values = institutions.flatMap((one) => one[property] ?? []);
		expect(values.length).toBeGreaterThan(100);
		expect(new Set(values).size).toBe(values.length);
	});

	it('uses no name of a real institution or university town', () => {
		const real =
			/amsterdam|rotterdam|utrecht|leiden|delft|eindhoven|tilburg|nijmegen|maastricht|twente|wageningen|groningen|saxion|fontys|avans|inholland|windesheim|hanze|zuyd|hz |noorderpoort|alfa-college|deltion|graafschap|albeda|zadkine|mondriaan|summa|koning willem|nova|horizon|aventus|rijn ijssel|da vinci|scalda|gilde|landstede|friesland|firda|drenthe|alfa|nhl|stenden|thomas more|marnix|ipabo|design academy|rietveld|codarts|artez|nikhef|naturalis|huygens|surf|ncoi|loi|nti|schoevers|capabel|luzac/i;
		expect([...institutions, ...organisations].map((one) => one.name).filter((name) => real.test(name))).toEqual([]);
	});

	it('refers only to what it has', () => {
		const umbrellas = new Set(organisations.filter((one) => one.kind === 'umbrella').map((one) => one.key));
		expect(institutions.filter((one) => !umbrellas.has(one.umbrella))).toEqual([]);
		const homes = new Set([...organisations, ...institutions].map((one) => one.key));
		expect(people.filter((person) => !homes.has(person.organisation))).toEqual([]);
		const contact = people.find((person) => person.role === 'faculty-contact');
		expect(institutions.find((one) => one.key === contact?.organisation)?.faculties).toContain(contact?.unit);
	});

	it('has a persona for each role of people but the second one of a CISO office', () => {
		const absent = humanRoles.filter((role) => !people.some((person) => person.role === role));
		expect(absent).toEqual(['security-officer']);
		expect(new Set(people.map((person) => person.role)).size).toBe(people.length);
	});
});

describe('the register files of the demo', () => {
	const read = (name: string, encoding: string, delimiter: string) =>
		parse(new TextDecoder(encoding, { fatal: true }).decode(contentBytes(`demo/${name}`)), {
			delimiter,
			columns: (header: string[]) => header.map((cell) => cell.trim()),
		}) as Record<string, string>[];
	const higher = read('duo-ho.csv', 'windows-1252', ';');
	const vocational = read('duo-mbo.csv', 'utf-8', ',');

	it('are what a register is: other encodings, blanks in the header, leading zeros', () => {
		expect(() => new TextDecoder('utf-8', { fatal: true }).decode(contentBytes('demo/duo-ho.csv'))).toThrow();
		expect(contentText('demo/duo-mbo.csv')).toMatch(/^PROVINCIE ,/);
		expect(higher[0]).toMatchObject({ INSTELLINGSCODE: '99AA', GEMEENTENUMMER: '9000', POSTCODE: '0100 ZZ' });
		expect(higher.some((row) => row.PROVINCIE === 'Fryslân')).toBe(true);
	});

	it('bring one new name and one new institution beside the sector of the demo', () => {
		const known = new Map(institutions.map((one) => [one.brin, one.name]));
		expect(higher.filter((row) => !known.has(row.INSTELLINGSCODE)).map((row) => row.INSTELLINGSNAAM)).toEqual([
			'Hogeschool Kwelmuur',
		]);
		const renamed = higher.filter(
			(row) => known.get(row.INSTELLINGSCODE) && known.get(row.INSTELLINGSCODE) !== row.INSTELLINGSNAAM,
		);
		expect(renamed.map((row) => row.INSTELLINGSNAAM)).toEqual(['Hogeschool Zandemond aan Zee']);
		expect(vocational.filter((row) => known.get(row.INSTELLINGSCODE) !== row.INSTELLINGSNAAM)).toEqual([]);
		expect([higher.length, vocational.length]).toEqual([51, 55]);
	});
});

it('has a small catalogue in a foreign form to import', () => {
	const read = readFramework(contentText('demo/catalogue.yaml'), 'catalogue.yaml');
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	const { clusters, controls, scale, languages } = read.value;
	expect([clusters.length, controls.length, scale.min, scale.max, languages]).toEqual([3, 12, 1, 5, ['nl', 'en']]);
	expect(controls.filter(({ title, description }) => title.nl === title.en || description?.nl === description?.en)).toEqual([]);
});

describe('the advisories of the demo', () => {
	const effort = z.enum(['minutes', 'hours', 'days', 'weeks']);
	const advisories = z.strictObject({
		format: z.literal('dijkwacht-demo-advisories/1'),
		advisories: z.array(
			z.strictObject({
				key,
				publishedDaysAgo: z.int().min(0),
				tlp: z.enum(['clear', 'green', 'amber', 'amber+strict']),
				audience: z.strictObject({ to: z.literal('kinds'), kinds: z.array(z.enum(institutionKinds)) }).optional(),
				title: words,
				summary: words,
				indicators: z
					.array(
						z.strictObject({
							kind: z.enum(['ipv4', 'domain', 'url', 'sha256', 'email', 'file-name']),
							match: z.enum(['exact', 'network', 'subdomains', 'prefix']).optional(),
							value: z.string(),
							confidence: z.int().min(0).max(100),
						}),
					)
					.min(1),
				lines: z.array(z.strictObject({ text: words, effort })).min(2),
			}),
		),
	});
	const all = advisories.parse(load(contentText('demo/advisories.yaml'))).advisories;

	it('are six, with what to do in both languages', () => {
		expect(all).toHaveLength(6);
	});

	it('point at nobody: documentation addresses and example names only', () => {
		const values = all.flatMap((one) =>
			one.indicators.filter(({ kind }) => kind !== 'sha256' && kind !== 'file-name').map(({ value }) => value),
		);
		expect(values.filter((value) => !/(^|\/\/)(192\.0\.2|198\.51\.100|203\.0\.113)\.|\.example$/.test(value))).toEqual([]);
	});
});

describe('the recorded events of the demo', () => {
	const { rules } = loadRulesLenient(contentFiles('rules', '.yml').map(({ name, text }) => ({ file: name, text })));
	const matcher = compileRules(rules);
	const streams = contentFiles('demo/events', '.ndjson');

	it.each(streams)('$name is mostly quiet and hits at least four alerting rules', ({ text }) => {
		const events = text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(events.length).toBeGreaterThan(300);
		const alerting = events.map((event) => matcher.match(event).filter((rule) => rule.level !== 'informational'));
		expect(alerting.filter((found) => found.length === 0).length / events.length).toBeGreaterThan(0.95);
		expect(new Set(alerting.flat()).size).toBeGreaterThanOrEqual(4);
	});

	it.each(streams)('$name names no real host or public address', ({ text }) => {
		const addresses = text.match(/(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])/g) ?? [];
		expect(addresses.length).toBeGreaterThan(100);
		const real = addresses.filter((address) => !/^(10\.20\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/.test(address));
		expect(real).toEqual([]);
	});
});
