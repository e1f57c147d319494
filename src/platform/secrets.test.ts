import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/helpers/database.ts';
import { type Config, readConfig } from './config.ts';
import { canWrap, secretsFile, unwrapSecret, wrapSecret } from './secrets.ts';

const folders = [temporaryFolder(), temporaryFolder()];
afterAll(() => {
	for (const folder of folders) folder.remove();
});
function configOf(settings: Record<string, string>): Config {
	const read = readConfig(settings);
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	return read.value;
}
const [one, two] = folders.map(({ path }) => configOf({ DATA_DIR: path })) as [Config, Config];
const secret = Buffer.from('a secret');

test('a secret opens with the key of its installation and the words it was wrapped under', () => {
	const wrapped = wrapSecret(one, secret, 'pseudonyms of a');
	expect(wrapped.includes(secret)).toBe(false);
	expect(unwrapSecret(one, wrapped, 'pseudonyms of a')).toEqual(secret);
	expect(() => unwrapSecret(one, wrapped, 'pseudonyms of b')).toThrow();
	expect(() => unwrapSecret(two, wrapped, 'pseudonyms of a')).toThrow('secrets.key is absent');
	wrapSecret(two, secret, '');
	expect(() => unwrapSecret(two, wrapped, 'pseudonyms of a')).toThrow();
	expect(statSync(join(one.dataDir, secretsFile)).mode & 0o777).toBe(0o600);
});

test('the setting is used instead of the file, and is needed where several machines share a database', () => {
	const key = readFileSync(join(one.dataDir, secretsFile), 'utf8').trim();
	const [elsewhere] = [configOf({ DATA_DIR: two.dataDir, SECRETS_KEY: key })];
	expect(unwrapSecret(elsewhere, wrapSecret(one, secret, 'x'), 'x')).toEqual(secret);
	const shared = { DATA_DIR: two.dataDir, DATABASE_URL: 'postgres://db.example/d' };
	expect([canWrap(one), canWrap(configOf(shared)), canWrap(configOf({ ...shared, SECRETS_KEY: key }))]).toEqual([
		true,
		false,
		true,
	]);
	const short = readConfig({ SECRETS_KEY: 'short' });
	expect(short).toMatchObject({ ok: false, findings: [{ where: 'SECRETS_KEY' }] });
});

test('a damaged file is no key', () => {
	const folder = temporaryFolder();
	folders.push(folder);
	writeFileSync(join(folder.path, secretsFile), 'half');
	expect(() => wrapSecret(configOf({ DATA_DIR: folder.path }), secret, 'x')).toThrow('damaged');
});
