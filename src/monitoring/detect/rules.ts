import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileRules, type LoadedRules, loadRulesLenient, type Matcher, type RuleSource } from '#engine';
import { syntheticRule } from '../watch/synthetic-rule.ts';

/** The project's own rules, beside the code. */
const contentFolder = fileURLToPath(new URL('../../../content/rules/', import.meta.url));

export interface Rules {
	readonly loaded: LoadedRules;
	readonly matcher: Matcher;
}

/** Reads every `.yml` of a folder and the folders in it. Rules at fault are listed and left out; the rest is in force. */
export async function readRules(folder = contentFolder): Promise<Rules> {
	const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yml')).sort();
	const sources: RuleSource[] = await Promise.all(
		names.map(async (name) => ({ file: name, text: await readFile(`${folder}/${name}`, 'utf8') })),
	);
	const loaded = loadRulesLenient([...sources, { file: 'synthetic', text: syntheticRule }]);
	return { loaded, matcher: compileRules(loaded.rules) };
}
