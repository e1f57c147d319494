import { compileRules } from '../match/matcher.ts';
import { readOptions } from './arguments.ts';
import type { EngineCommand } from './command.ts';
import { readEvent, readLines } from './files.ts';
import { LineOutput, stopped } from './output.ts';
import { rulesFor } from './rules.ts';

const usage = `engine match --rules DIR_OR_FILE [--pipeline DIR_OR_FILE] --events FILE|- [--out FILE] [--strict]
  Writes, for line i of the events (one JSON object a line; gzip is unpacked), the ids of the matching rules
  separated by spaces. A rule with a fault is reported and left out; with --strict nothing runs then.`;

/** `engine match`: the form of the truth files, one answer a line. */
export const matchCommand: EngineCommand = {
	name: ['engine', 'match'],
	summary: 'Match a file of events against Sigma rules',
	usage,
	run: async (args, io) => {
		const options = readOptions(args, io, usage, ['rules', 'pipeline', 'events', 'out'], ['strict']);
		if (!options) return args.includes('--help') ? 0 : 2;
		const { rules, events, out } = options;
		if (typeof rules !== 'string' || typeof events !== 'string') {
			io.stderr.write(`${usage}\n`);
			return 2;
		}
		const loaded = await rulesFor(options, io);
		if (!loaded) return 1;
		const matcher = compileRules(loaded.rules);
		const output = new LineOutput(typeof out === 'string' ? out : undefined, io.stdout);
		let number = 0;
		try {
			for await (const line of readLines(events, io.stdin)) {
				number++;
				const read = readEvent(line);
				if ('fault' in read && line.trim() !== '') io.stderr.write(`${events}:${number}: ${read.fault}\n`);
				const ids = 'event' in read ? matcher.match(read.event).map((rule) => rule.id) : [];
				await output.line(ids.sort().join(' '));
			}
			await output.end();
		} catch (error) {
			return stopped(error, events, output, io);
		}
		return 0;
	},
};
