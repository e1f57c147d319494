import type { LoadedRules } from '../sigma/load.ts';
import { readOptions } from './arguments.ts';
import type { EngineCommand } from './command.ts';
import { readRules } from './rules.ts';

const usage = `engine check --rules DIR_OR_FILE [--pipeline DIR_OR_FILE]
  Lists every fault as file:line: reason (code). Exit code 1 when there is any.`;

/** `engine check`: all faults of a rule set at once. */
export const checkCommand: EngineCommand = {
	name: ['engine', 'check'],
	summary: 'List every fault of a rule set',
	usage,
	run: async (args, io) => {
		const options = readOptions(args, io, usage, ['rules', 'pipeline']);
		if (!options) return args.includes('--help') ? 0 : 2;
		if (typeof options.rules !== 'string') {
			io.stderr.write(`${usage}\n`);
			return 2;
		}
		let loaded: LoadedRules;
		try {
			loaded = await readRules(options);
		} catch (error) {
			io.stderr.write(`${error instanceof Error ? error.message : 'cannot be read'}\n`);
			return 2;
		}
		for (const { where, code, detail } of loaded.findings) io.stdout.write(`${where}: ${detail} (${code})\n`);
		io.stdout.write(
			`${loaded.rules.length} rules and ${loaded.correlations.length} correlations can be used, ${loaded.findings.length} faults\n`,
		);
		return loaded.findings.length > 0 ? 1 : 0;
	},
};
