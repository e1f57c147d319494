import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCrosswalk, readFramework } from '../../src/norms/formats.ts';
import { danglingRelations } from '../../src/norms/model/framework-check.ts';
import { contentFiles } from './files.ts';

const frameworks = contentFiles('frameworks', '.yaml').map(({ name, text }) => ({ name, text, read: readFramework(text, name) }));
const crosswalks = contentFiles('crosswalks', '.yaml').map(({ name, text }) => ({ name, read: readCrosswalk(text, name) }));
const contents = frameworks.flatMap(({ read }) => (read.ok ? [read.value] : []));
const byId = (id: string) => contents.find((one) => one.id === id);
const sizes = (id: string) => {
	const controls = byId(id)?.controls ?? [];
	return [controls.length, controls.filter((control) => control.activeByDefault).length, byId(id)?.clusters.length];
};

describe('content/frameworks', () => {
	it.each(frameworks)('$name is valid', ({ read }) => {
		expect(read.ok ? [] : read.findings).toEqual([]);
	});

	it.each(frameworks)('$name is named after its id and says that it is a reconstruction', ({ name, text, read }) => {
		if (!read.ok) return;
		expect(name).toBe(`content/frameworks/${read.value.id}.yaml`);
		expect(read.value.status).toBe('reconstruction');
		expect(read.value.name.nl).toContain('reconstructie');
		expect(read.value.notice?.nl).toBeTruthy();
		expect(text).not.toMatch(/SURFaudit/i);
	});

	it('holds the sets of the sector in full', () => {
		expect(sizes('ho-6c')).toEqual([94, 81, 6]);
		expect(sizes('basic-measures')).toEqual([8, 8, 1]);
		expect(sizes('board-standards')).toEqual([7, 7, 1]);
		expect(sizes('cbw-care-duties')).toEqual([10, 10, 1]);
		expect(sizes('nba-15')).toEqual([28, 28, 15]);
	});

	it('points only at basic measures that exist', () => {
		const measures = new Set(byId('basic-measures')?.controls.map((control) => control.id));
		const named = contents.flatMap((one) => one.controls.flatMap((control) => control.basicMeasures));
		expect(named.filter((id) => !measures.has(id))).toEqual([]);
		expect(new Set(named)).toEqual(measures);
	});
});

describe('content/crosswalks', () => {
	it.each(crosswalks)('$name is valid and relates controls that exist', ({ name, read }) => {
		expect(read.ok ? danglingRelations(read.value, contents, name) : read.findings).toEqual([]);
	});

	it('says of each basic measure the same as the framework does', () => {
		const crosswalk = crosswalks
			.flatMap(({ read }) => (read.ok ? [read.value] : []))
			.find((one) => one.target.framework === 'basic-measures');
		const stated = byId('ho-6c')?.controls.flatMap((control) =>
			control.basicMeasures.map((measure) => `${control.id} ${measure}`),
		);
		expect(crosswalk?.relations.map((relation) => `${relation.source} ${relation.target}`).sort()).toEqual(stated?.sort());
	});
});

const source = new URL('../../../shared/data/frameworks/ho-framework.json', import.meta.url);
describe.skipIf(!existsSync(source))('the source in ../shared/data', () => {
	it('was carried over without loss of a control, a title or a switch', () => {
		const { controls } = JSON.parse(readFileSync(source, 'utf8')) as {
			controls: { id: string; title_nl: string; title_en: string; active_by_default: boolean }[];
		};
		expect(byId('ho-6c')?.controls.map(({ id, title, activeByDefault }) => [id, title.nl, title.en, activeByDefault])).toEqual(
			controls.map((one) => [one.id, one.title_nl, one.title_en, one.active_by_default]),
		);
	});
});
