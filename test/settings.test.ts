import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { environmentExample, readConfig, settings, settingsTable } from '#platform';

const root = join(import.meta.dirname, '..');
const remedy = 'run: npm run -s cli -- settings';

it('holds in .env.example and docs/settings.md what the settings are', () => {
	expect(readFileSync(join(root, '.env.example'), 'utf8'), remedy).toBe(environmentExample());
	expect(readFileSync(join(root, 'docs/settings.md'), 'utf8'), remedy).toBe(settingsTable());
});

it('describes every setting in words', () => {
	const names = Object.keys(settings.shape);
	expect(names.length).toBeGreaterThan(10);
	for (const name of names) expect(settingsTable(), name).toMatch(new RegExp(`\\| \`${name}\` \\|[^|]*\\| .{8,} \\|`));
});

it('reads the example itself without a fault, as it stands and with every default written out', () => {
	const lines = environmentExample().split('\n');
	const written = lines.flatMap((line) => {
		const found = /^# ([A-Z_]+)=(.+)$/.exec(line);
		return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
	});
	expect(written.length).toBeGreaterThan(5);
	expect(readConfig(Object.fromEntries(written))).toEqual(readConfig({}));
});
