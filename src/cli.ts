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
let booted: Booted | undefined;

function held(): never {
	throw new Error('The running server holds the telemetry store; stop it first.');
}

/** Joins the database of the server that runs in this data folder, or opens everything itself. */
async function open(): Promise<Opened> {
	const config = configOrExit({ LOG_LEVEL: 'error', ...process.env });
	const other = runningServer(config.dataDir);
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

function find<C extends { readonly words: string }>(list: readonly C[]): { command: C; args: string[] } | undefined {
	const fits = list.filter(({ words: name }) => name.split(' ').every((word, place) => words[place] === word));
	const command = fits.sort((a, b) => b.words.length - a.words.length)[0];
	return command === undefined ? undefined : { command, args: words.slice(command.words.split(' ').length) };
}

function help(): number {
	out('npm run -s cli -- COMMAND [--help]\n');
	const all = [...commands, ...engineCommands];
	for (const { words: name, usage, summary } of all) out(`  ${`${name} ${usage}`.trim().padEnd(64)} ${summary}`);
	return words.length === 0 || words[0] === '--help' ? 0 : 2;
}

async function run(): Promise<number> {
	const pure = find(engineCommands);
	if (pure !== undefined) return pure.command.run(pure.args);
	const found = find<Command>(commands);
	if (found === undefined) return help();
	if (found.args.includes('--help')) {
		out(`${found.command.words} ${found.command.usage}\n\n${found.command.summary}`);
		return 0;
	}
	const call: CommandCall = { args: found.args, out, error, open };
	try {
		return await found.command.run(call);
	} catch (fault) {
		error((fault as Error).message);
		return 1;
	} finally {
		await booted?.stop();
	}
}

process.exitCode = await run();
