import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dijkwachtYaml } from './formats/dijkwacht-yaml.ts';
import { frameworkFormats, readCrosswalk, readFramework } from './formats.ts';
import { danglingRelations } from './model/framework-check.ts';

const own = (name: string) => readFileSync(new URL(`./formats/samples/${name}`, import.meta.url), 'utf8');
const sharedUrl = (path: string) => new URL(`../../../shared/data/${path}`, import.meta.url);
const framework = (text: string, name = 'sample') => {
	const read = readFramework(text, name);
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	return read.value;
};
const faults = (text: string) => {
	const read = readFramework(text, 'bad.yaml');
	return read.ok ? [] : read.findings;
};

describe('a library of CISO Assistant', () => {
	it('keeps ids as the text they were written as', () => {
		const { clusters, controls, version } = framework(own('library.yaml'));
		expect(version).toBe('3');
		expect(clusters).toEqual([{ id: '08', title: { nl: 'Waken', en: 'Watching' } }]);
		expect(controls.map((control) => control.id)).toEqual(['08.10', '08.1:lamp']);
	});

	it('gives each control its cluster, its heading, its parent and its groups', () => {
		const [walk, lamp] = framework(own('library.yaml')).controls;
		expect(walk).toMatchObject({ cluster: '08', section: { nl: 'Nacht' }, groups: ['1', '2'] });
		expect(walk?.description?.nl).toBe("Er loopt 's nachts iemand over de dijk.\n\nOok bij storm.");
		expect(lamp).toMatchObject({
			parent: '08.10',
			cluster: '08',
			title: { nl: 'De wacht heeft een lamp', en: 'De wacht heeft een lamp' },
		});
	});

	it('brings its own scale, from 0, with its own level names', () => {
		const { scale } = framework(own('library.yaml'));
		expect([scale.min, scale.max, scale.levels[0]?.name]).toEqual([0, 2, { nl: 'Afwezig', en: 'Absent' }]);
	});

	it('is refused as a framework when it is a mapping, and read as a crosswalk', () => {
		expect(faults(own('mapping.yaml'))[0]?.detail).toContain('import it as a crosswalk');
		const read = readCrosswalk(own('mapping.yaml'), 'mapping.yaml');
		expect(read.ok && read.value.relations).toEqual([
			{ source: '08.10', target: '1', relation: 'intersects', rationale: 'semantic' },
		]);
	});

	it('names every absent side and every unknown id of a crosswalk', () => {
		const read = readCrosswalk(own('mapping.yaml'), 'mapping.yaml');
		const findings = read.ok ? danglingRelations(read.value, [framework(own('library.yaml'))], 'mapping.yaml') : [];
		expect(findings.map((one) => [one.where, one.detail])).toEqual([
			['mapping.yaml:/target/framework', 'framework wal is not known here'],
		]);
	});

	it('lists absent parents and double URNs together, with their place', () => {
		const broken = own('library.yaml')
			.replace('parent_urn: urn:example:risk:req_node:kade:08:nacht', 'parent_urn: urn:x:nowhere')
			.replace('urn: urn:example:risk:req_node:kade:08.1:lamp', 'urn: urn:example:risk:req_node:kade:08');
		expect(faults(broken).map((one) => one.where)).toEqual([
			'bad.yaml:/objects/framework/requirement_nodes/3/urn',
			'bad.yaml:/objects/framework/requirement_nodes/2/parent_urn',
		]);
	});
});

describe('an OSCAL catalogue', () => {
	it('counts nested and loose controls and keeps their parents', () => {
		const { clusters, controls, version } = framework(own('catalog.json'));
		expect(version).toBe('1.10');
		expect(clusters.map((cluster) => cluster.id)).toEqual(['w', 'catalog']);
		expect(controls.map((control) => [control.id, control.cluster, control.parent, control.activeByDefault])).toEqual([
			['w-1', 'w', undefined, true],
			['w-1.1', 'w', 'w-1', true],
			['loose-1', 'catalog', undefined, false],
		]);
	});

	it('writes the statement with its open parameters, without the guidance', () => {
		const [control] = framework(own('catalog.json')).controls;
		expect(control?.description?.en).toBe('Walk [number of times] a night.\na. Carry a lamp.');
		expect(control).toMatchObject({ section: { en: 'Night' }, references: ['W-1'] });
	});

	it('is told apart from the other OSCAL documents', () => {
		expect(faults('{"profile": {"uuid": "x"}}')[0]?.detail).toContain('this is an OSCAL profile');
	});
});

describe('our own form', () => {
	it('reads back what it wrote, whatever form the framework came in', () => {
		for (const name of ['library.yaml', 'catalog.json']) {
			const read = framework(own(name));
			expect(framework(dijkwachtYaml.write(read))).toEqual(read);
		}
	});

	it('lists all faults at once with file and path', () => {
		const text = dijkwachtYaml
			.write(framework(own('library.yaml')))
			.replace("cluster: '08'", "cluster: '09'")
			.replace('id: 08.1:lamp', "id: '08.10'")
			.replace(/max: 2/, 'max: 3');
		expect(faults(text).map((one) => one.where)).toEqual([
			'bad.yaml:/scale/levels',
			'bad.yaml:/controls/1/id',
			'bad.yaml:/controls/0/cluster',
		]);
		expect(faults(`${text}\ncolour: blue\n`).some((one) => one.detail.includes('colour'))).toBe(true);
	});
});

describe('hostile files', () => {
	const head = 'format: dijkwacht-framework/1\n';
	const laughs = Array.from({ length: 9 }, (_, step) => `l${step + 1}: &l${step + 1} [${Array(9).fill(`*l${step}`).join(', ')}]`);
	const hostile: Record<string, string> = {
		'a duplicate key': `${head}id: a\nid: b\n`,
		'aliases that multiply': `${head}l0: &l0 [x]\n${laughs.join('\n')}\n`,
		'too many aliases': `${head}a: &a [x]\nb: [${'*a, '.repeat(2000)}]\n`,
		'deep nesting': `${head}a: ${'['.repeat(5000)}`,
		'a tag that would make an object': `${head}a: !!js/function 'x'\n`,
		'several documents': `${head}---\n${head}`,
		'a list': '- format: dijkwacht-framework/1\nformat: dijkwacht-framework/1\n',
		'more than 16 million characters': `${head}a: ${'x'.repeat(17_000_000)}\n`,
		'millions of small values': `${head}a: [${'a,'.repeat(2_000_000)}a]\n`,
		'millions of small values in JSON': `{"catalog": [${'1,'.repeat(2_000_000)}1]}`,
		'a polluting key': `${head}__proto__:\n  id: x\n`,
		nothing: '',
		'deep JSON': `{"catalog": ${'['.repeat(100_000)}`,
		'a duplicate key in JSON': '{"catalog": {"uuid": "a", "uuid": "b"}}',
		'a library that is a list': 'urn: urn:x\nobjects:\n  - a\n',
	};
	it.each(Object.keys(hostile))('refuses %s with a place', (name) => {
		const findings = faults(hostile[name] ?? '');
		expect(findings.length).toBeGreaterThan(0);
		expect(findings.every((one) => one.where.startsWith('bad.yaml:') && one.detail.length < 2000)).toBe(true);
	});

	it('bounds the list of findings', () => {
		const nodes = Array.from({ length: 5000 }, () => '      - {assessable: perhaps}').join('\n');
		const library = own('library.yaml').replace(/requirement_nodes:[\s\S]*/, `requirement_nodes:\n${nodes}\n`);
		expect(faults(library)).toHaveLength(201);
	});

	it('reads over a byte order mark', () => {
		for (const name of ['library.yaml', 'catalog.json']) expect(framework(`\uFEFF${own(name)}`)).toEqual(framework(own(name)));
	});

	it('knows every form by exactly one of its samples', () => {
		const samples = [own('library.yaml'), own('catalog.json'), dijkwachtYaml.write(framework(own('library.yaml')))];
		for (const sample of samples) expect(frameworkFormats.filter((format) => format.accepts(sample))).toHaveLength(1);
	});
});

describe.skipIf(!existsSync(sharedUrl('frameworks')))('the public files in ../shared/data', () => {
	it.each([
		['frameworks/cbw_nis2.yaml', 27, 3, [1, 5]],
		['frameworks/norea.yaml', 95, 8, [0, 5]],
		['frameworks/abdo_2019.yaml', 435, 4, [1, 5]],
		['oscal/basic-catalog.json', 4, 2, [1, 5]],
		['oscal/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog-min.json', 149, 18, [1, 5]],
	])('%s has %i controls in %i clusters', (path, controls, clusters, scale) => {
		const read = framework(readFileSync(sharedUrl(path), 'utf8'), path);
		expect([read.controls.length, read.clusters.length, [read.scale.min, read.scale.max]]).toEqual([controls, clusters, scale]);
		expect(framework(dijkwachtYaml.write(read))).toEqual(read);
	});

	it('the mapping is a crosswalk of 134 relations whose frameworks are absent', () => {
		const read = readCrosswalk(
			readFileSync(sharedUrl('frameworks/mapping-iso27001-2013-to-iso27001-2022.yaml'), 'utf8'),
			'mapping.yaml',
		);
		expect(read.ok && read.value.relations.length).toBe(134);
		expect(read.ok && danglingRelations(read.value, [], 'mapping.yaml')).toHaveLength(2);
	});
});
