import { loadRulesLenient, type LoadedRules } from '../sigma/load.ts';
import type { EngineIo } from './command.ts';
import { readRuleFiles } from './files.ts';

/** Reads the rules, prints every fault; `undefined` when nothing can be done with what stands there. */
export async function rulesFor(path: string, strict: boolean, io: EngineIo): Promise<LoadedRules | undefined> {
	let loaded: LoadedRules;
	try {
		loaded = loadRulesLenient(await readRuleFiles(path));
	} catch (error) {
		io.stderr.write(`${error instanceof Error ? error.message : `${path} cannot be read`}\n`);
		return undefined;
	}
	for (const { where, code, detail } of loaded.findings) io.stderr.write(`${where}: ${detail} (${code})\n`);
	if (loaded.rules.length === 0) io.stderr.write(`${path}: no rule can be used\n`);
	return loaded.rules.length === 0 || (strict && loaded.findings.length > 0) ? undefined : loaded;
}
