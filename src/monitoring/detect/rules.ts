import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BudgetOptions, compileRules, type LoadedRules, loadRulesLenient, type Matcher, type RuleSource } from '#engine';
import { syntheticRule } from '../watch/synthetic-rule.ts';

/** The project's own rules, beside the code. */
const contentFolder = fileURLToPath(new URL('../../../content/rules/', import.meta.url));

/** What a rule may cost, in milliseconds of the clock: on one event, and on average over a thousand. */
const budget: BudgetOptions = { clock: () => performance.now(), perEvent: 250, onAverage: 1 };

/** What a rule says in Dutch; Sigma itself is English. */
export interface DutchText {
	readonly title: string;
	readonly description: string;
}

export interface Rules {
	readonly loaded: LoadedRules;
	readonly matcher: Matcher;
	/** By rule id. */
	readonly dutch: ReadonlyMap<string, DutchText>;
	/** By file name, as the author wrote it. */
	readonly sources: ReadonlyMap<string, string>;
}

async function readDutch(file: string): Promise<ReadonlyMap<string, DutchText>> {
	const text = await readFile(file, 'utf8').catch(() => '{}');
	return new Map(Object.entries(JSON.parse(text) as Record<string, DutchText>));
}

/** Reads every `.yml` of a folder and the folders in it. Rules at fault are listed and left out; the rest is in force. */
export async function readRules(folder = contentFolder): Promise<Rules> {
	const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yml')).sort();
	const sources: RuleSource[] = await Promise.all(
		names.map(async (name) => ({ file: name, text: await readFile(`${folder}/${name}`, 'utf8') })),
	);
	const loaded = loadRulesLenient([...sources, { file: 'synthetic', text: syntheticRule }]);
	return {
		...{ loaded, matcher: compileRules(loaded.rules, { budget }), dutch: await readDutch(`${folder}/dutch.json`) },
		sources: new Map(sources.map(({ file, text }) => [file, text])),
	};
}
