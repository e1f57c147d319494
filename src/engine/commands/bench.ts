import { compileRules } from '../match/matcher.ts';
import type { DetectionRule, EventRecord } from '../model.ts';
import { type Options, readOptions } from './arguments.ts';
import type { EngineCommand, EngineIo } from './command.ts';
import { readEvent, readLines } from './files.ts';
import { rulesFor } from './rules.ts';

const usage = `engine bench --rules DIR_OR_FILE [--pipeline DIR_OR_FILE] --events FILE|- [--rounds 5] [--category NAME]
  Prints what JSON.parse alone, routing and matching cost per event (processor time, the best of the rounds), their ratios, memory, and the
  ten rules that cost most.
  --category keeps only events of that category, for instance process_creation.`;

/** `engine bench`: measures this machine; all parts run over the same lines in one process. */
export const benchCommand: EngineCommand = {
	name: ['engine', 'bench'],
	summary: 'Measure matching against JSON.parse alone',
	usage,
	run: async (args, io) => {
		const options = readOptions(args, io, usage, ['rules', 'pipeline', 'events', 'rounds', 'category']);
		if (!options) return args.includes('--help') ? 0 : 2;
		const { rules, events, category } = options;
		if (typeof rules !== 'string' || typeof events !== 'string') {
			io.stderr.write(`${usage}\n`);
			return 2;
		}
		return measure(options, events, typeof category === 'string' ? category : undefined, io);
	},
};

/** Fewer take too little time for the clock. */
const leastEvents = 40_000;

async function measure(options: Options, eventPath: string, category: string | undefined, io: EngineIo): Promise<number> {
	const begin = processorTime();
	const rounds = Math.max(1, Number(options.rounds ?? 5) || 5);
	const loaded = await rulesFor(options, io);
	if (!loaded) return 1;
	const read = processorTime();
	const matcher = compileRules(loaded.rules);
	const ready = processorTime();
	const lines: string[] = [];
	try {
		for await (const line of readLines(eventPath, io.stdin)) {
			const event = readEvent(line);
			if ('event' in event && (!category || matcher.counts(event.event, category))) lines.push(line);
		}
	} catch (error) {
		io.stderr.write(`${eventPath}: ${error instanceof Error ? error.message : 'cannot be read'}\n`);
		return 1;
	}
	if (lines.length === 0) {
		io.stderr.write(`${eventPath}: no event to measure\n`);
		return 1;
	}
	const given = lines.length;
	while (lines.length < leastEvents) for (let at = 0; at < given; at++) lines.push(lines[at] as string);
	const events = lines.map((line) => JSON.parse(line));
	let hits = 0;
	const halved = compileRules(loaded.rules.filter((_, at) => at % 2 === 0));
	const [parse, route, match, total, half] = best(rounds, [
		() => each(lines, (line) => JSON.parse(line)),
		() => each(events, (event) => matcher.route(event)),
		() => {
			hits = 0;
			for (const event of events) hits += matcher.match(event).length;
		},
		() => each(lines, (line) => matcher.match(JSON.parse(line))),
		() => each(lines, (line) => halved.match(JSON.parse(line))),
	]) as [number, number, number, number, number];
	const rate = (time: number) =>
		`${((time * 1e6) / lines.length).toFixed(0).padStart(8)} ns an event ${((lines.length * 1000) / time).toFixed(0).padStart(9)} events/s`;
	io.stdout.write(`${loaded.rules.length} rules read in ${(read - begin).toFixed(0)} ms, made ready in ${(ready - read).toFixed(0)} ms, ${loaded.findings.length} faults
${given} events${lines.length > given ? ` taken ${lines.length / given} times` : ''}, ${hits} hits
JSON.parse alone  ${rate(parse)}
routing           ${rate(route)}
routing, matching ${rate(match)}
total             ${rate(total)}
total / JSON.parse alone, in events/s: ${(parse / total).toFixed(3)}
matching / JSON.parse alone, in time:  ${(match / parse).toFixed(3)}
speed with all rules / with half of them: ${(half / total).toFixed(3)}
memory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB resident, ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MB heap
the rules that cost most:
${dearest(loaded.rules, events).join('\n')}
`);
	return 0;
}

const mostRules = 10;

/** The time each rule took beyond the search they share, over these events; measured apart, since measuring costs too. */
function dearest(rules: readonly DetectionRule[], events: readonly EventRecord[]): string[] {
	const matcher = compileRules(rules, { budget: { clock: processorTime, perEvent: Infinity, onAverage: Infinity } });
	for (const event of events) matcher.match(event);
	return (matcher.costs?.dearest(mostRules) ?? []).map(({ rule, tries, milliseconds }) => {
		const each = ((milliseconds * 1e6) / tries).toFixed(0).padStart(8);
		return `${each} ns a try ${String(tries).padStart(8)} tries  ${rules[rule]?.id} ${rules[rule]?.title}`;
	});
}

/**
 * Milliseconds of processor time of this thread in the fastest round of each part, after one to warm up. The parts take turns, so
 * that a busy machine hits all of them alike.
 */
function best(rounds: number, parts: readonly (() => void)[]): number[] {
	const least = parts.map(() => Infinity);
	for (let round = 0; round <= rounds; round++) {
		for (const [at, part] of parts.entries()) {
			const start = processorTime();
			part();
			if (round > 0) least[at] = Math.min(least[at] ?? Infinity, processorTime() - start);
		}
	}
	return least;
}

/** Milliseconds this thread has worked. */
function processorTime(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

function each<T>(items: readonly T[], work: (item: T) => unknown): void {
	for (const item of items) work(item);
}
