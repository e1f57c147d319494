import { issueToken, recordSystem } from '#institutions';
import { asSystem, type Command, type CommandCall, option } from '#platform';
import { Interrupted, importEvents } from './import/import-events.ts';
import type { Target } from './import/send-block.ts';
import { personCommands } from './persons/commands.ts';
import { sensorsNamed } from './store/sensors.ts';
import { tryCommand } from './trial/try-command.ts';

const day = 86_400_000;

/** Where to send: told by the arguments, or the server of this data folder with a token of a day for the sensor. */
async function targetOf(call: CommandCall): Promise<Target | string> {
	const { args } = call;
	const [server, sensor] = [option(args, 'server'), option(args, 'sensor')];
	const token = option(args, 'token') ?? process.env.DIJKWACHT_TOKEN;
	if (token !== undefined) return { url: server ?? 'http://localhost:8080', token };
	if (sensor === undefined) return 'Give --token (or DIJKWACHT_TOKEN), or --sensor on the machine of the server.';
	const { platform, joined } = await call.open();
	if (!joined && server === undefined) return 'No server runs in this data folder; start it, or give --server.';
	return asSystem(platform, async (work) => {
		const [only, second] = await sensorsNamed(work.tx, sensor);
		if (only === undefined) return `No sensor in use is called "${sensor}".`;
		if (second !== undefined) return `More than one sensor is called "${sensor}"; give its id.`;
		const expiresAt = new Date(work.now.getTime() + day);
		const wanted = {
			organisation: only.institution,
			name: 'import events',
			scope: 'ingest',
			sensor: only.id,
			expiresAt,
		} as const;
		const { id, secret } = await issueToken(work, wanted);
		await recordSystem(work, only.institution, 'sensor.token-issued', only.id, { token: id, by: 'command line' });
		return { url: server ?? `http://localhost:${platform.config.PORT}`, token: secret };
	});
}

async function runImport(call: CommandCall): Promise<number> {
	const [file] = call.args;
	const from = Number(option(call.args, 'from') ?? 0);
	if (file === undefined || file.startsWith('--') || !Number.isSafeInteger(from) || from < 0) {
		call.error('Give the file to read, or - for standard input; --from takes a whole number.');
		return 2;
	}
	const target = await targetOf(call);
	if (typeof target === 'string') {
		call.error(target);
		return 2;
	}
	try {
		const counts = await importEvents(target, file, process.stdin, from, call.error);
		const known = counts.repeated === 0 ? '' : `, ${counts.repeated} of them known before`;
		call.out(`${counts.accepted} lines taken${known}, ${counts.refused} refused, ${counts.alerts} alerts`);
		return counts.refused === 0 ? 0 : 3;
	} catch (fault) {
		if (!(fault instanceof Interrupted)) throw fault;
		call.error(fault.message);
		if (fault.offset > 0) call.error(`Go on with: --from ${fault.offset}`);
		return 1;
	}
}

const details = `FILE holds one event a line in any form the sensors send; gzip and zstd are told by their first bytes; - is standard input.
The events go to a running server like those of any sender: what it answered is durable, and lines sent twice count once.

  --sensor ID|NAME   sensor the events belong to, on the machine of the server; makes a token for a day
  --token TOKEN      token of a sensor instead, from anywhere; or DIJKWACHT_TOKEN in the environment
  --server URL       the server; absent: the one of this data folder, or http://localhost:8080
  --from OFFSET      go on at this place in the unpacked bytes, as an interrupted import tells

Exit code: 0 all lines were taken, 1 interrupted, 2 wrong use, 3 done and some lines were refused (see the sensor's dead letters)`;

export const commands: readonly Command[] = [
	{
		words: 'import events',
		summary: 'Send the events of a file to a running server',
		usage: 'FILE|- (--sensor ID|NAME | --token TOKEN) [--server URL] [--from OFFSET]',
		details,
		run: runImport,
	},
	tryCommand,
	...personCommands,
];
