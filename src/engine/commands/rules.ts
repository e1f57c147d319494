import { loadRulesLenient, type LoadedRules } from '../sigma/load.ts';
import type { Options } from './arguments.ts';
import type { EngineIo } from './command.ts';
import { readRuleFiles } from './files.ts';

/** The rules and pipelines that `--rules` and `--pipeline` name; throws when one cannot be read. */
export async function readRules({ rules, pipeline }: Options): Promise<LoadedRules> {
	const paths = [rules, pipeline].filter((path) => typeof path === 'string');
	return loadRulesLenient((await Promise.all(paths.map(readRuleFiles))).flat());
}

/** Reads the rules, prints every fault; `undefined` when nothing can be done with what stands there. */
export async function rulesFor(options: Options, io: EngineIo): Promise<LoadedRules | undefined> {
	const { rules: path } = options;
	let loaded: LoadedRules;
	try {
		loaded = await readRules(options);
	} catch (error) {
		io.stderr.write(`${error instanceof Error ? error.message : `${path} cannot be read`}\n`);
		return undefined;
	}
	for (const { where, code, detail } of loaded.findings) io.stderr.write(`${where}: ${detail} (${code})\n`);
	if (loaded.rules.length === 0) io.stderr.write(`${path}: no rule can be used\n`);
	return loaded.rules.length === 0 || (options.strict === true && loaded.findings.length > 0) ? undefined : loaded;
}
