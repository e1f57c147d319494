import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { said } from '../web/text/nl/index.ts';
import { teller } from '../web/text/said.ts';

const root = join(import.meta.dirname, '..');
/** Where only machines ask: senders of events and their protocols. */
const machines = /^src\/(engine|demo|platform\/telemetry|monitoring\/(ingest|ways|formats|telemetry|detect))\//;

/** What rooms add to their refusals, with `{}` where a value is filled in. */
function refusals(): string[] {
	const files = globSync('src/*/**/*.ts', { cwd: root }).filter((name) => !machines.test(name) && !name.endsWith('.test.ts'));
	return files.flatMap((name) => {
		const text = readFileSync(join(root, name), 'utf8');
		const calls = text.matchAll(/new Refusal\(\s*'[a-z-]+',\s*(?:'([^'\n]+)'|`([^`]+)`)/g);
		return [...calls].map(([, plain, filled = '']) => plain ?? filled.replaceAll(/\$\{[^}]*(?:\}[^}]*?\))?\}/g, '{}'));
	});
}

it('tells in Dutch whatever a person can be refused with', () => {
	const all = refusals();
	expect(all.length).toBeGreaterThan(80);
	const tell = teller(said);
	expect([...new Set(all)].filter((english) => tell(english) === undefined)).toEqual([]);
});

it('puts the values in their places', () => {
	const tell = teller(said);
	expect(tell('7 is not a whole level from 1 to 5')).toBe('7 is geen heel niveau van 1 tot 5');
	expect(tell('the round is closed')).toBe('de ronde is gesloten');
	expect(tell('what nobody wrote down')).toBeUndefined();
	const holes = (text: string) => text.split('{}').length;
	for (const [english, dutch] of Object.entries(said)) expect(holes(dutch), english).toBe(holes(english));
});
