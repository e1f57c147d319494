import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/helpers/database.ts';
import { aboutPseudonym, newKeyPair, Sealer } from './seal.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const root = join(import.meta.dirname, '../../..');
const file = join(folder.path, 'key.json');
const institution = '0197b1de-0000-7000-8000-000000000001';
const pseudonym = 'p_aaaaaaaaaaaaaaaa';

function run(words: string[], input: object | string = '') {
	const text = typeof input === 'string' ? input : JSON.stringify(input);
	const done = spawnSync(process.execPath, [join(root, 'src/cli.ts'), 'persons', ...words], {
		...{ input: text, encoding: 'utf8', cwd: folder.path },
	});
	return { code: done.status, out: done.stdout, error: done.stderr };
}

test('a key is made once, proves itself and opens what is sealed to it, without a server', () => {
	const made = run(['new-key', file]);
	expect(made.code).toBe(0);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const whole = readFileSync(file, 'utf8');
	expect(run(['new-key', file])).toMatchObject({ code: 1, out: '' });
	expect(readFileSync(file, 'utf8')).toBe(whole);
	const { publicKey } = JSON.parse(made.out) as { publicKey: string };
	expect(made.out + made.error).not.toContain((JSON.parse(whole) as { privateKey: string }).privateKey);

	const sealer = new Sealer(Buffer.from(publicKey, 'base64url'));
	const seal = (text: string, about: string) => sealer.seal(text, aboutPseudonym(institution, about)).toString('base64url');
	const proved = run(['prove', '--key', file], { institution, key: { id: 'k' }, challenge: seal('the answer', 'k') });
	expect(proved).toMatchObject({ code: 0, out: '{"answer":"the answer"}\n' });
	const other = new Sealer(newKeyPair().publicKey)
		.seal('x', aboutPseudonym(institution, 'p_bbbbbbbbbbbbbbbb'))
		.toString('base64url');
	const items = [{ pseudonym, sealed: seal('zeldzaam.persoon', pseudonym) }];
	expect(run(['open', '--key', file], { institution, items })).toEqual({
		code: 0,
		out: `${pseudonym}\tzeldzaam.persoon\n`,
		error: '',
	});
	const mixed = run(['open', '--key', file], {
		institution,
		items: [...items, { pseudonym: 'p_bbbbbbbbbbbbbbbb', sealed: other }],
	});
	expect(mixed).toMatchObject({
		code: 1,
		out: `${pseudonym}\tzeldzaam.persoon\n`,
		error: expect.stringContaining('another key'),
	});
});

test('wrong use is said', () => {
	expect(run(['new-key'])).toMatchObject({ code: 2 });
	expect(run(['open', '--key', join(folder.path, 'absent')], '{}')).toMatchObject({ code: 2 });
	expect(run(['open', '--key', file], 'no JSON')).toMatchObject({ code: 2 });
});
