import { availableParallelism } from 'node:os';
import type { LoadedRules } from '#engine';
import type { Platform } from '#platform';
import type { Cause } from '../model/candidate.ts';
import { rulesSwitchedOff } from '../store/raise.ts';
import { prepareTables } from '../telemetry/tables.ts';
import { Costs, type RuleCost } from './costs.ts';
import { Indicators } from './indicators.ts';
import { causeOfRule } from './judge.ts';
import { listenFor } from './listen.ts';
import { readRules, type Rules } from './rules.ts';
import type { Holder, Runner } from './runner.ts';
import { Threads } from './threads.ts';

/** Rules and indicators in force in this process. */
export interface Detection {
	readonly loaded: LoadedRules;
	readonly texts: Pick<Rules, 'dutch' | 'sources'>;
	readonly indicators: Indicators;
	readonly runner: Runner;
	/** Rules that do not count at this institution: switched off there, or set aside for what they cost. */
	offAt(institution: string): readonly string[];
	/** What the cause of a rule or correlation says, unless it is off at this institution. */
	causeOf(cause: string, institution: string): Cause | undefined;
	costOf(rule: string): RuleCost;
	/** Brings rules switched off and indicators up to date at once. */
	refresh(): Promise<void>;
	stop(): Promise<void>;
}

const mostThreads = 8;

/** As many threads as there are cores. With one core one thread too: only from outside can a line be stopped that takes too long. */
function threadsOf(platform: Platform): number {
	return platform.config.DETECTION_THREADS ?? Math.min(availableParallelism(), mostThreads);
}

function causesOf({ loaded, dutch }: Rules): Map<string, { readonly rule: string; readonly cause: Cause }> {
	return new Map(
		[...loaded.rules, ...loaded.correlations].map(({ id, title, level, author }) => {
			const titleNl = dutch.get(id)?.title ?? title;
			const cause = { cause: causeOfRule(id), titleNl, titleEn: title, author, severity: level };
			return [cause.cause, { rule: id, cause }];
		}),
	);
}

async function open(platform: Platform): Promise<Detection> {
	const [rules] = await Promise.all([readRules(), prepareTables(platform.telemetry)]);
	const { loaded, dutch, sources } = rules;
	for (const fault of loaded.findings) platform.log.warn({ fault }, 'a rule is left out');
	const causes = causesOf(rules);
	const indicators = new Indicators(platform);
	const costs = new Costs();
	let switchedOff = new Map<string, string[]>();
	const holder: Holder = {
		indicators: () => indicators.all(),
		told: (judge, told) => costs.told(judge, told),
		aside(rule) {
			const again = costs.strike(rule, platform.clock.now());
			platform.log.warn({ rule, again }, again ? 'a rule is over its budget' : 'a rule is set aside: over its budget again');
			return again;
		},
		warn: (fields, text) => platform.log.warn(fields, text),
	};
	const runner: Runner = new Threads(threadsOf(platform), holder);

	async function refresh(): Promise<void> {
		const off = await platform.database.system(rulesSwitchedOff);
		const perInstitution = Map.groupBy(off, ({ institution }) => institution);
		switchedOff = new Map([...perInstitution].map(([institution, rows]) => [institution, rows.map(({ rule }) => rule)]));
		for (const change of await indicators.refresh()) runner.change(change);
	}

	const offAt = (institution: string) => [...(switchedOff.get(institution) ?? []), ...costs.asideRules];

	await refresh();
	const listening = listenFor(platform, ['dijkwacht_indicators', 'dijkwacht_rules'], refresh);
	return {
		...{ loaded, texts: { dutch, sources }, indicators, runner, offAt, refresh },
		causeOf(name, institution) {
			const found = causes.get(name);
			return found === undefined || offAt(institution).includes(found.rule) ? undefined : found.cause;
		},
		costOf: (rule) => costs.of(rule),
		async stop() {
			await listening.stop();
			await runner.stop();
		},
	};
}

const running = new WeakMap<Platform, Promise<Detection>>();

/** Reads the rules of `content/rules` and the indicators, prepares the telemetry tables and listens for changes. Once a process. */
export function startDetection(platform: Platform): Promise<Detection> {
	const known = running.get(platform);
	if (known !== undefined) return known;
	const started = open(platform);
	running.set(platform, started);
	// A start that failed is tried again by the next caller.
	started.catch(() => running.delete(platform));
	return started;
}
