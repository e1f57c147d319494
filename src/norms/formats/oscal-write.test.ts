import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { readFramework } from '../formats.ts';
import { writeOscalCatalog } from './oscal-write.ts';

const now = new Date('2026-11-23T12:00:00Z');
const root = new URL('../../../', import.meta.url);
function read(path: string) {
	const found = readFramework(readFileSync(new URL(path, root), 'utf8'), path);
	if (!found.ok) throw new Error(JSON.stringify(found.findings.slice(0, 5)));
	return found.value;
}
const own = ['content/frameworks/ho-6c.yaml', 'src/norms/formats/samples/library.yaml', 'src/norms/formats/samples/catalog.json'];

it.each(own)('%s comes back from OSCAL with the same controls, clusters, texts and parents', (path) => {
	const before = read(path);
	const again = readFramework(writeOscalCatalog(before, now), 'written.json');
	if (!again.ok) throw new Error(JSON.stringify(again.findings.slice(0, 5)));
	const label = new Map(again.value.controls.map((control) => [control.id, control.references[0]]));
	const seen = again.value.controls.map(({ id, title, description, parent }) => [
		label.get(id),
		title.nl,
		description?.nl,
		parent && label.get(parent),
	]);
	expect(seen).toEqual(before.controls.map(({ id, title, description, parent }) => [id, title.nl, description?.nl, parent]));
	expect(again.value.clusters.map((cluster) => cluster.title.nl)).toEqual(before.clusters.map((cluster) => cluster.title.nl));
});

it('writes the same bytes for the same framework and moment', () => {
	const framework = read('content/frameworks/ho-6c.yaml');
	expect(writeOscalCatalog(framework, now)).toBe(writeOscalCatalog(framework, now));
});

const schema = new URL('../shared/data/oscal/oscal_complete_schema-1-1-3.json', root);
it.skipIf(!existsSync(schema))('is valid by the official schema', () => {
	const ajv = new Ajv({ strict: false, allErrors: true });
	addFormats.default(ajv);
	const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
	const shared = ['abdo_2019', 'norea', 'cbw_nis2'].map((name) => `../shared/data/frameworks/${name}.yaml`);
	for (const path of [...own, ...shared]) {
		valid(JSON.parse(writeOscalCatalog(read(path), now)));
		expect(valid.errors ?? [], path).toEqual([]);
	}
});
