import { parseArgs } from 'node:util';
import type { EngineIo } from './command.ts';

export type Options = Readonly<Record<string, string | true | undefined>>;

/** Reads `--name value` and `--flag`; on a fault it prints the usage and answers `undefined`. */
export function readOptions(
	args: readonly string[],
	io: EngineIo,
	usage: string,
	values: readonly string[],
	flags: readonly string[] = [],
): Options | undefined {
	try {
		const options = Object.fromEntries([
			...values.map((name) => [name, { type: 'string' as const }]),
			...[...flags, 'help'].map((name) => [name, { type: 'boolean' as const }]),
		]);
		const read = parseArgs({ args: [...args], options, strict: true }).values as Options;
		if (!read.help) return read;
		io.stdout.write(`${usage}\n`);
	} catch (error) {
		io.stderr.write(`${error instanceof Error ? error.message : 'not understood'}\n${usage}\n`);
	}
	return undefined;
}
