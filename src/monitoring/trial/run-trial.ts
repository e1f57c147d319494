import { asSystem, type Platform, tellProgress } from '#platform';
import { withTelemetry } from '../store/coverage.ts';
import { findTrial, finishTrial, moveTrial, type TrialFacts } from '../store/rule-trials.ts';
import { countLines } from '../telemetry/replay-events.ts';
import { unfinishedBatches } from '../telemetry/unfinished-batches.ts';
import { notCheckable } from './checkable.ts';
import { readRuleToTry } from './read-rule.ts';
import { replay } from './replay.ts';
import { resultOf } from './verdict.ts';

/** Milliseconds between two looks whether it was asked to stop, and two words on how far it is. */
const lookEvery = 1000;
/** Progress is told in thousandths of the way. */
const whole = 1000;

export interface TrialCalls {
	/** How far it is, 0 to 1. */
	onProgress?(part: number): void;
}

/** Tries the rule of a trial and keeps what came out. Safe to repeat; one that has ended is left alone. */
export async function runTrial(platform: Platform, id: string, calls: TrialCalls = {}): Promise<void> {
	const trial = await asSystem(platform, async ({ tx, now }) => {
		const found = await findTrial(tx, id);
		if (found === undefined || !['waiting', 'running'].includes(found.state)) return undefined;
		await moveTrial(tx, id, 'running', now);
		return found;
	});
	if (trial === undefined) return;
	const tell = async (state: 'running' | 'done' | 'failed' | 'cancelled', done?: number) => {
		if (trial.progress !== null)
			await tellProgress(platform, trial.progress, { state, total: whole, ...(done !== undefined && { done }) });
	};
	try {
		const ended = await work(platform, trial, async (part) => {
			calls.onProgress?.(part);
			await tell('running', Math.floor(part * whole));
		});
		await tell(ended ? 'done' : 'cancelled', ended ? whole : undefined);
	} catch (fault) {
		await asSystem(platform, ({ tx, now }) => moveTrial(tx, id, 'failed', now));
		await tell('failed');
		throw fault;
	}
}

/** @returns false when it was stopped */
async function work(platform: Platform, trial: TrialFacts, tell: (part: number) => Promise<void>): Promise<boolean> {
	const { id, from, to, days, institutions } = trial;
	const read = readRuleToTry(trial.text, 'rule');
	if (!read.ok) throw new Error(`the rule cannot be read any more: ${read.findings[0]?.detail}`);
	const covered = await asSystem(platform, ({ tx }) => withTelemetry(tx, institutions));
	const hidden = await notCheckable(platform, read.value.rules, institutions);
	const asked = institutions.filter((one) => covered.has(one) && !hidden.has(one));
	const unfinished = await unfinishedBatches(platform, asked);
	let looked = 0;
	const replayed = await replay(
		platform.telemetry,
		read.value,
		{ institutions: asked, span: { from, to }, unfinished: unfinished.map(({ batch }) => batch) },
		{
			now: () => performance.now(),
			async onPage({ institution, time }) {
				if (performance.now() - looked < lookEvery) return true;
				looked = performance.now();
				const within = (time.getTime() - from.getTime()) / (to.getTime() - from.getTime());
				await tell((institution + Math.min(Math.max(within, 0), 1)) / Math.max(asked.length, 1));
				const now = await asSystem(platform, ({ tx }) => findTrial(tx, id));
				return now !== undefined && !now.stopAsked;
			},
		},
	);
	if (replayed === undefined) {
		await asSystem(platform, ({ tx, now }) => moveTrial(tx, id, 'cancelled', now));
		return false;
	}
	const { tally, linesRead, unreadable } = replayed;
	const stored = await countLines(platform.telemetry, asked, { from, to });
	const result = resultOf(tally, { institutions, covered, hidden, days, linesRead, linesStored: stored, unreadable });
	await asSystem(platform, ({ tx, now }) => finishTrial(tx, trial, result, tally.rows, now));
	return true;
}
