import { Correlator } from '../correlation/correlator.ts';
import { eventTime } from '../correlation/event-time.ts';
import { compileRules } from '../match/matcher.ts';
import { readOptions } from './arguments.ts';
import type { EngineCommand } from './command.ts';
import { readEvent, readLines } from './files.ts';
import { LineOutput, stopped } from './output.ts';
import { rulesFor } from './rules.ts';

const usage = `engine correlate --rules DIR_OR_FILE [--pipeline DIR_OR_FILE] --events FILE|- [--out FILE] [--lateness SECONDS] [--strict]
  Writes one JSON line per firing of a correlation: rule, line (of the event that completed it, from 1), group, value.
  An event without a time takes that of the event before it.`;

/** `engine correlate`: correlations over a file of events. */
export const correlateCommand: EngineCommand = {
	name: ['engine', 'correlate'],
	summary: 'Run Sigma correlations over a file of events',
	usage,
	run: async (args, io) => {
		const options = readOptions(args, io, usage, ['rules', 'pipeline', 'events', 'out', 'lateness'], ['strict']);
		if (!options) return args.includes('--help') ? 0 : 2;
		const { rules, events, out } = options;
		if (typeof rules !== 'string' || typeof events !== 'string') {
			io.stderr.write(`${usage}\n`);
			return 2;
		}
		const seconds = Number(options.lateness ?? 300);
		if (!(seconds >= 0 && seconds <= 1e9)) {
			io.stderr.write(`"${options.lateness}" is no number of seconds\n${usage}\n`);
			return 2;
		}
		const loaded = await rulesFor(options, io);
		if (!loaded) return 1;
		const matcher = compileRules(loaded.rules);
		const correlator = new Correlator(loaded.correlations, { lateness: seconds * 1000 });
		const output = new LineOutput(typeof out === 'string' ? out : undefined, io.stdout);
		let line = 0;
		let time = 0;
		try {
			for await (const text of readLines(events, io.stdin)) {
				line++;
				const read = readEvent(text);
				if ('fault' in read) {
					if (text.trim() !== '') io.stderr.write(`${events}:${line}: ${read.fault}\n`);
					continue;
				}
				time = eventTime(read.event) ?? time;
				for (const rule of matcher.match(read.event)) {
					for (const { rule: fired, group, value } of correlator.feed(rule, read.event, time, '', String(line))) {
						await output.line(JSON.stringify({ rule: fired.id, line, group, value }));
					}
				}
			}
			await output.end();
		} catch (error) {
			return stopped(error, events, output, io);
		}
		const { late, evictedGroups, evictedEntries } = correlator.statistics;
		if (late + evictedGroups + evictedEntries > 0) {
			io.stderr.write(`${late} events too late, ${evictedGroups} groups and ${evictedEntries} entries given up\n`);
		}
		return 0;
	},
};
