import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrganisationKind, Role } from '#kernel';
import { sql, type Who } from '#platform';
import { temporaryFolder } from '../../test/helpers/database.ts';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { loadContent } from './actions/load-content.ts';
import { commands } from './commands.ts';
import { readFramework } from './formats.ts';
import { routes } from './routes.ts';

const [a, b] = ['0197b1de-0000-7000-8000-00000000000a', '0197b1de-0000-7000-8000-00000000000b'] as const;
const who = (organisation: string, role: Role = 'ciso', organisationKind: OrganisationKind = 'institution'): Who => ({
	...{ person: null, organisation, organisationKind, role, session: null, token: null },
});
const sample = (name: string) => readFileSync(new URL(`./formats/samples/${name}`, import.meta.url), 'utf8');

let t: TestPlatform;
beforeAll(async () => {
	t = await testPlatform({ routes });
	await t.db.database.system(async (tx) => {
		await sql`insert into institutions.organisations (id, kind, name) values (${a}, 'institution', 'A'), (${b}, 'institution', 'B')`.execute(
			tx,
		);
	});
	await loadContent(t.platform);
});
afterAll(() => t.stop());

const read = async (url: string, asker: Who) => (await t.app.inject({ url, headers: t.as(asker) })).json();
const send = (text: string, asker: Who, type = 'application/yaml', file = 'library.yaml') =>
	t.app.inject({
		...{ method: 'POST', url: `/v1/frameworks/imports?fileName=${file}`, payload: text },
		headers: { ...t.as(asker), 'content-type': type },
	});

describe('the content of the sector', () => {
	it('is read by every organisation, with clusters and controls in their order', async () => {
		const { items } = await read('/v1/frameworks', who(a));
		const head = items.find((one: { framework: string }) => one.framework === 'ho-6c');
		expect(head).toMatchObject({ sector: true, clusters: 6, controls: 94, activeControls: 81 });
		const whole = await read(`/v1/frameworks/${head.id}`, who(b));
		expect([whole.clusters.length, whole.controls.length, whole.scale.max, whole.controls[0].id]).toEqual([6, 94, 5, 'HO-1.01']);
		const { items: walks } = await read(`/v1/frameworks/${head.id}/crosswalks`, who(b));
		expect(walks.map((one: { id: string }) => one.id)).toEqual(['ho-6c-to-basic-measures', 'ho-6c-to-board-standards']);
	});

	it('is loaded again without any change', async () => {
		expect(await loadContent(t.platform)).toBe(0);
	});

	it('mends words, but refuses other controls under the same version, and names every fault of every file', async () => {
		const folder = temporaryFolder();
		cpSync(join(import.meta.dirname, '../../content'), folder.path, { recursive: true });
		const place = join(folder.path, 'frameworks/nba-15.yaml');
		const text = readFileSync(place, 'utf8');
		writeFileSync(place, text.replace(/^attribution:.*/m, 'attribution: mended'));
		expect(await loadContent(t.platform, folder.path)).toBe(1);
		const second = join(folder.path, 'frameworks/ho-6c.yaml');
		writeFileSync(second, readFileSync(second, 'utf8').replace('activeByDefault: true', 'activeByDefault: false'));
		await expect(loadContent(t.platform, folder.path)).rejects.toMatchObject({ code: 'content-refused' });
		writeFileSync(place, 'format: dijkwacht-framework/1\nid: X\n');
		writeFileSync(second, 'format: dijkwacht-framework/1\nversion: 1\n');
		const refusal = await loadContent(t.platform, folder.path).catch((fault) => fault);
		const files = new Set(refusal.findings.map((one: { where: string }) => one.where.split(':')[0]));
		expect([...files]).toEqual(['frameworks/ho-6c.yaml', 'frameworks/nba-15.yaml']);
		folder.remove();
	});
});

describe('an exported framework', () => {
	it('is read back as the same framework, in both forms, through the command line too', async () => {
		const { items } = await read('/v1/frameworks', who(a));
		const head = items.find((one: { framework: string }) => one.framework === 'ho-6c');
		const file = (form: string) => t.app.inject({ url: `/v1/frameworks/${head.id}/file?form=${form}`, headers: t.as(who(a)) });
		const yaml = await file('dijkwacht-yaml');
		expect(yaml.headers['content-disposition']).toBe('attachment; filename="ho-6c-0.1.0.yaml"');
		const original = readFramework(readFileSync(new URL('../../content/frameworks/ho-6c.yaml', import.meta.url), 'utf8'), 'x');
		expect(readFramework(yaml.body, 'x')).toEqual(original);
		const oscal = readFramework((await file('oscal-catalog')).body, 'x');
		expect(oscal.ok && oscal.value.controls.length).toBe(94);
		const folder = temporaryFolder();
		const path = join(folder.path, 'ho.yaml');
		const said: string[] = [];
		const say = (line: string) => said.push(line);
		const run = (words: string, ...args: string[]) =>
			commands
				.find((one) => one.words === words)!
				.run({ args, out: say, error: say, open: async () => ({ platform: t.platform, databaseUrl: t.db.url, joined: false }) });
		expect(await run('export framework', 'ho-6c', path)).toBe(0);
		expect(readFileSync(path, 'utf8')).toBe(yaml.body);
		expect([await run('import framework', path, '--organisation', 'B'), await run('import framework', path)]).toEqual([0, 2]);
		writeFileSync(path, yaml.body.replace('HO-1.02', 'HO-1.01'));
		expect(await run('import framework', path, '--organisation', 'A')).toBe(1);
		expect(said.some((line) => line.includes('for the second time'))).toBe(true);
		folder.remove();
	});
});

describe('an imported framework', () => {
	it('stays inside the organisation that imported it', async () => {
		const made = await send(sample('library.yaml'), who(a));
		expect([made.statusCode, made.json()]).toMatchObject([201, { version: '3', clusters: 1, controls: 2 }]);
		expect(await read(`/v1/frameworks/${made.json().id}`, who(a))).toMatchObject({ sector: false, status: 'imported' });
		expect(await read(`/v1/frameworks/${made.json().id}`, who(b))).toMatchObject({ code: 'not-found' });
		expect(await read('/v1/frameworks', who(b))).not.toMatchObject({ items: [{ sector: false }] });
	});

	it('is refused the second time and may be imported by another', async () => {
		expect((await send(sample('library.yaml'), who(a))).json()).toMatchObject({ code: 'already-exists' });
		expect((await send(sample('library.yaml'), who(b))).statusCode).toBe(201);
	});

	it('comes as OSCAL JSON too, streamed or as JSON', async () => {
		expect((await send(sample('catalog.json'), who(a), 'application/json')).statusCode).toBe(201);
		expect((await send(sample('catalog.json'), who(b), 'application/octet-stream')).statusCode).toBe(201);
	});

	it('is refused with all faults at once, file and path with each, and nothing is written', async () => {
		const broken = sample('library.yaml').replace(/^(\s*)name: .*$/gm, '$1nome: x');
		const refused = await send(broken, who(a), 'application/yaml', 'wal.yaml');
		expect([refused.statusCode, refused.json().code]).toEqual([422, 'content-refused']);
		expect(refused.json().findings.length).toBeGreaterThan(1);
		expect(refused.json().findings.every((one: { where: string }) => one.where.startsWith('wal.yaml:'))).toBe(true);
	});

	it.each([
		['not UTF-8', Buffer.from([0x75, 0xff, 0xfe]), 422],
		['nothing', Buffer.alloc(0), 422],
		['deep', '['.repeat(100_000), 422],
		['an unknown form', 'a: 1', 422],
	])('is refused without a fault of ours when it is %s', async (_name, payload, status) => {
		expect((await send(payload as string, who(a))).statusCode).toBe(status);
	});

	it('gets a crosswalk from a mapping library, which names what it does not know here', async () => {
		const answer = await t.app.inject({
			...{ method: 'POST', url: '/v1/crosswalks/imports?fileName=mapping.yaml', payload: sample('mapping.yaml') },
			headers: { ...t.as(who(a)), 'content-type': 'application/yaml' },
		});
		expect([answer.statusCode, answer.json()]).toMatchObject([201, { relations: 1, warnings: [{ code: 'framework-unknown' }] }]);
		const seen = (asker: string) =>
			t.db.database.as(who(asker), (tx) => sql`select from norms.crosswalks where owner_id is not null`.execute(tx));
		expect([(await seen(a)).rows.length, (await seen(b)).rows.length]).toEqual([1, 0]);
	});

	it('is for roles that assess, not for the board', async () => {
		expect((await send(sample('library.yaml'), who(a, 'board'))).statusCode).toBe(403);
	});
});
