import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nl } from '../web/text/nl/index.ts';

const root = join(import.meta.dirname, '..');
const verb = /'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g;

/** Verbs that rooms and migrations hand to the audit trail, read from their calls. */
function recordedVerbs(): string[] {
	const files = globSync(['src/*/**/*.ts', 'db/migrations/*.sql'], { cwd: root }).filter((name) => !name.endsWith('.test.ts'));
	const found = files.flatMap((name) => {
		const text = readFileSync(join(root, name), 'utf8');
		const calls = text.matchAll(/(?:\brecord\w*|\bmove|institutions\.record)\([\s\S]{0,250}?;/g);
		return [...calls].flatMap(([call]) => [...call.matchAll(verb)].map(([, word = '']) => word));
	});
	return [...new Set(found)].sort();
}

it('has a word for every verb that the audit trail can hold', () => {
	const verbs = recordedVerbs();
	expect(verbs.length).toBeGreaterThan(60);
	expect(verbs.filter((one) => !(one in nl.trailVerb))).toEqual([]);
});
