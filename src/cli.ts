import {
	openFiles,
	openLog,
	openDatabase,
	subscribersOf,
	type Command,
	type CommandCall,
	type Opened,
	runningServer,
	type Telemetry,
} from '#platform';
import { join } from 'node:path';
import { systemClock } from '#kernel';
import { type Booted, boot, configOrExit } from './boot.ts';
import { commands, engineCommands, jobs } from './rooms.ts';

const [, , ...words] = process.argv;
const out = (line: string) => void process.stdout.write(`${line}\n`);
const error = (line: string) => void process.stderr.write(`${line}\n`);
// Whoever reads has seen enough: `| head`.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
let booted: Booted | undefined;

function held(): never {
	throw new Error('The running server holds the telemetry store; stop it first.');
}

/** Joins the database of the server that runs in this data folder, or opens everything itself. */
async function open(): Promise<Opened> {
	const given = configOrExit({ LOG_LEVEL: 'error', ...process.env });
	const other = runningServer(given.dataDir);
	const PORT = other?.port ?? given.PORT;
	// Links lead to the server that runs, whatever port it was given or took.
	const config = { ...given, PORT, baseUrl: given.BASE_URL ?? `http://localhost:${PORT}` };
	if (other === undefined) {
		booted ??= await boot(config, jobs);
		return { platform: booted.platform, databaseUrl: booted.databaseUrl, joined: false };
	}
	const database = openDatabase(other.databaseUrl);
	const telemetry: Telemetry = {
		...{ insert: held, query: held, command: held, ready: held, restarts: 0, waitingBytes: 0 },
		stop: () => Promise.resolve(),
	};
	const platform = {
		...{ config, database, telemetry, clock: systemClock, log: openLog(config.LOG_LEVEL), subscribers: subscribersOf(jobs) },
		files: openFiles(join(config.dataDir, 'files')),
	};
	booted = { platform, databaseUrl: other.databaseUrl, postgres: undefined, stop: () => database.stop() };
	return { platform, databaseUrl: other.databaseUrl, joined: true };
}

/** The command whose words stand first; of two that fit the longer one. */
function find<C>(list: readonly C[], nameOf: (command: C) => readonly string[]): { command: C; args: string[] } | undefined {
	const fits = list.filter((command) => nameOf(command).every((word, place) => words[place] === word));
	const command = fits.sort((a, b) => nameOf(b).length - nameOf(a).length)[0];
	return command === undefined ? undefined : { command, args: words.slice(nameOf(command).length) };
}

const codes = 'Exit code: 0 done, 1 refused or failed, 2 wrong use';
/** The commands below the words given, or all: `import` alone lists what can be imported. */
function help(): number {
	const asked = words.filter((word) => !word.startsWith('--'));
	const below = (name: string) => asked.every((word, place) => name.split(' ')[place] === word);
	const shown = (list: readonly string[][]) => list.filter(([usage = '']) => below(usage));

	out('npm run -s cli -- COMMAND [--help]\n');
	const lines = commands.map(({ words: name, usage, summary }) => [`${name} ${usage}`.trim(), summary]);
	const pure = engineCommands.map(({ usage, summary }) => [usage.split('\n')[0] ?? '', summary]);
	const fitting = shown([...lines, ...pure]);
	const all = fitting.length > 0 ? fitting : [...lines, ...pure];
	if (fitting.length === 0) error(`There is no command "${asked.join(' ')}".`);
	for (const [usage = '', summary] of all) out(`  ${usage.padEnd(64)} ${summary}`);
	out(`\n${codes}`);
	return fitting.length > 0 && (words.length === 0 || words.includes('--help')) ? 0 : 2;
}

async function run(): Promise<number> {
	const pure = find(engineCommands, ({ name }) => name);
	if (pure !== undefined) return pure.command.run(pure.args, process);
	const found = find<Command>(commands, ({ words: name }) => name.split(' '));
	if (found === undefined) return help();
	if (found.args.includes('--help')) {
		const { words: name, usage, summary, details } = found.command;
		out(`${`${name} ${usage}`.trim()}\n\n${summary}${details === undefined ? '' : `\n\n${details}`}`);
		if (details?.includes('Exit code') !== true) out(`\n${codes}`);
		return 0;
	}
	const strange = found.args.filter((arg) => arg.startsWith('--') && !found.command.usage.split(/[^\w-]/).includes(arg));
	if (strange.length > 0) {
		error(`${found.command.words} has no option ${strange.join(', ')}; it takes: ${found.command.usage || 'nothing'}`);
		return 2;
	}
	const call: CommandCall = { args: found.args, out, error, open };
	try {
		return await found.command.run(call);
	} catch (fault) {
		const { code, path, message } = fault as NodeJS.ErrnoException;
		error(code === 'ENOENT' && path !== undefined ? `There is no file ${path}.` : message);
		return 1;
	} finally {
		await booted?.stop();
	}
}

process.exitCode = await run();
