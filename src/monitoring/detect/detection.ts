import { Correlator, type LoadedRules } from '#engine';
import type { Platform } from '#platform';
import type { ActiveIndicator } from '#sharing';
import type { Cause } from '../model/candidate.ts';
import type { Observable } from '../observables.ts';
import { rulesSwitchedOff } from '../store/raise.ts';
import { prepareTables } from '../telemetry/tables.ts';
import { syntheticRuleId } from '../watch/synthetic-rule.ts';
import { type Feed, silentRules } from './correlate.ts';
import { causeOf as causeOfIndicator, Indicators } from './indicators.ts';
import { listenFor } from './listen.ts';
import { readRules, type Rules } from './rules.ts';

/** An event as detection sees it. */
export interface Seen {
	readonly event: Readonly<Record<string, unknown>>;
	readonly observables: readonly Observable[];
}

/** A rule as correlations know it. */
export type FeedingRule = Feed['rule'];

export interface Found {
	readonly hits: readonly Hit[];
	/** Matched rules that correlations wait for. */
	readonly feeds: readonly FeedingRule[];
}

export interface Hit {
	readonly cause: Cause;
	readonly synthetic: boolean;
	readonly indicator: ActiveIndicator | undefined;
}

/** Rules and indicators in force in this process. */
export interface Detection {
	readonly loaded: LoadedRules;
	readonly texts: Pick<Rules, 'dutch' | 'sources'>;
	readonly indicators: Indicators;
	/** Everything that one event of this institution raises. Pure but for the rules and indicators of the moment. */
	detect(seen: Seen, institution: string, synthetic: boolean, now: Date): Found;
	/** The cause of a rule or correlation, unless this institution has switched it off. */
	causeOf(rule: string, institution: string): Cause | undefined;
	/** Brings rules switched off and indicators up to date at once. */
	refresh(): Promise<void>;
	stop(): Promise<void>;
}

async function open(platform: Platform): Promise<Detection> {
	const [{ loaded, matcher, dutch, sources }] = await Promise.all([readRules(), prepareTables(platform.telemetry)]);
	for (const fault of loaded.findings) platform.log.warn({ fault }, 'a rule is left out');
	const silent = silentRules(loaded.correlations);
	const correlator = new Correlator(loaded.correlations);
	const causes = new Map<string, Cause>(
		[...loaded.rules, ...loaded.correlations].map(({ id, title, level, author }) => [
			id,
			{ cause: `rule:${id}`.slice(0, 300), titleNl: dutch.get(id)?.title ?? title, titleEn: title, author, severity: level },
		]),
	);
	const indicators = new Indicators(platform);
	let switchedOff = new Set<string>();

	async function refresh(): Promise<void> {
		const off = await platform.database.system(rulesSwitchedOff);
		switchedOff = new Set(off.map(({ institution, rule }) => `${institution} ${rule}`));
		await indicators.refresh();
	}

	const causeOf = (rule: string, institution: string) =>
		switchedOff.has(`${institution} ${rule}`) ? undefined : causes.get(rule);

	await refresh();
	const listening = listenFor(platform, ['dijkwacht_indicators', 'dijkwacht_rules'], refresh);
	return {
		loaded,
		texts: { dutch, sources },
		indicators,
		causeOf,
		detect({ event, observables }, institution, synthetic, now) {
			const hits: Hit[] = [];
			const feeds: FeedingRule[] = [];
			for (const rule of matcher.match(event)) {
				const cause = causeOf(rule.id, institution);
				if (cause === undefined || (rule.id === syntheticRuleId) !== synthetic) continue;
				if (correlator.wants(rule)) feeds.push(rule);
				if (!silent.has(rule.id) && !silent.has(rule.name ?? '')) hits.push({ cause, synthetic, indicator: undefined });
			}
			for (const indicator of indicators.find(observables, institution, now)) {
				hits.push({ cause: causeOfIndicator(indicator), synthetic: false, indicator });
			}
			return { hits, feeds };
		},
		refresh,
		stop: () => listening.stop(),
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
