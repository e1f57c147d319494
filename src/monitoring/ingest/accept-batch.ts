import { Refusal } from '#kernel';
import { alertsRaised, asSystem, eventsIngested, eventsRefused, type Platform, type Tx, type Work } from '#platform';
import { answerSightings } from '#sharing';
import { tellAlerts } from '../actions/tell-alerts.ts';
import { alertRaised } from '../contract/alerts.ts';
import type { BatchAnswer } from '../contract/ingest.ts';
import { bounds, correlate, type Feed, forgetAfter, groupsMoved } from '../detect/correlate.ts';
import { type Detection, startDetection } from '../detect/detection.ts';
import { causeOfRule } from '../detect/judge.ts';
import type { Candidate, Tallies } from '../model/candidate.ts';
import { hidingOf } from '../persons/secret.ts';
import { claimBatch, type Finished, finishBatch, noteReport } from '../store/batches.ts';
import { loadGroups, noteGivenUp, saveGroups } from '../store/correlation.ts';
import { keepDeadLetters } from '../store/dead-letters.ts';
import { keepNames } from '../store/persons.ts';
import { type Raised, raiseAlerts } from '../store/raise.ts';
import { unheardOf } from '../store/unheard.ts';
import { type Batch, batchKey, writeBlocks } from '../telemetry/write-events.ts';
import { type JudgedBatch, judgeBatch } from './judge-batch.ts';
import { limits } from './limits.ts';
import type { Line } from './lines.ts';
import type { Source } from './process.ts';
import type { About } from './slice.ts';
import { sortRepeats } from './repeats.ts';
import { noteHeard, settleRepeats } from './settle-repeats.ts';

export interface GivenBatch {
	readonly source: Source;
	/** Name of the batch at its sensor: the sender's, or the hash of the body. */
	readonly key: string;
	readonly hash: Buffer;
	readonly lines: readonly Line[];
	/** Given where lines have a document number: where the sender may repeat the same documents in other batches. */
	readonly asker?: Asker | undefined;
}

/** Who waits for the answer. */
export interface Asker {
	/** The connection is gone: the sender will repeat what was not answered. */
	left(): boolean;
	/** Whether the answer was handed over. */
	readonly heard: Promise<boolean>;
}

const day = 86_400_000;
const underWay = new WeakMap<Platform, Map<string, Promise<BatchAnswer>>>();

/**
 * Takes a batch in. Resolves when its alerts are committed and its telemetry is on disk; until then nothing of it counts,
 * and the sender repeats it. The same key with the same lines gets the first answer; with other lines `idempotency-mismatch`.
 */
export function acceptBatch(platform: Platform, batch: GivenBatch): Promise<BatchAnswer> {
	const name = `${batch.source.sensor} ${batch.key} ${batch.hash.toString('hex')}`;
	const here = underWay.get(platform) ?? new Map<string, Promise<BatchAnswer>>();
	underWay.set(platform, here);
	const same = here.get(name);
	if (same !== undefined) return same.then((answer) => ({ ...answer, repeated: true }));
	const work = accept(platform, batch).finally(() => here.delete(name));
	here.set(name, work);
	return work;
}

async function accept(platform: Platform, given: GivenBatch): Promise<BatchAnswer> {
	const { source, key, hash, lines, asker } = given;
	const { institution, sensor } = source;
	const detection = await startDetection(platform);
	const claim = await asSystem(platform, (work) => claimBatch(work.tx, { institution, sensor, key, hash, now: work.now }));
	if (!claim.bodyHash.equals(hash)) throw new Refusal('idempotency-mismatch', `batch ${key} came before with other lines`);
	if (claim.answer !== undefined) return claim.answer;
	const unheard = asker === undefined ? [] : await asSystem(platform, ({ tx }) => unheardOf(tx, sensor, key, false));
	const { fresh } = sortRepeats(lines, unheard);
	const received = claim.receivedAt;
	const batch: Batch = {
		...{ institution, sensor, received, token: key },
		keepEventsUntil: new Date(received.getTime() + claim.eventsDays * day),
		keepObservablesUntil: new Date(received.getTime() + claim.observablesDays * day),
	};
	const writes: Promise<void>[] = [];
	const about = {
		...batch,
		key: batchKey(batch),
		synthetic: source.synthetic,
		hiding: hidingOf(platform, institution, claim.persons),
	};
	const judged = await judgeBatch(fresh, about, detection, (blocks) => {
		const write = writeBlocks(platform.telemetry, blocks);
		write.catch(() => undefined);
		writes.push(write);
	});
	await Promise.all(writes).catch((fault: unknown) => {
		platform.log.error({ err: fault }, 'telemetry did not take a batch; its sender will repeat it');
		throw new Refusal('not-ready', 'the telemetry store did not take the batch; send it again');
	});
	const settle = asker && ((tx: Tx) => settleRepeats(tx, { sensor, key, lines, asker }, fresh.length));
	const answer = await finish(platform, detection, { ...batch, hiding: about.hiding }, judged, settle);
	if (asker !== undefined) noteHeard(platform, sensor, key, asker);
	if (!answer.repeated) {
		eventsIngested.inc(answer.accepted);
		eventsRefused.inc(answer.refused);
		alertsRaised.inc(answer.alerts);
	}
	return answer;
}

/** Alerts, sightings, dead letters and the answer itself, in one commit. */
function finish(
	platform: Platform,
	detection: Detection,
	{ institution, sensor, token: key, received, hiding }: Batch & Pick<About, 'hiding'>,
	judged: JudgedBatch,
	settle: ((tx: Tx) => Promise<void>) | undefined,
): Promise<BatchAnswer> {
	const { accepted, refused, letters, tallies, sightings, feeds } = judged;
	return asSystem(platform, async (work) => {
		const finished: Finished = { institution, sensor, key, accepted, refused, now: work.now };
		if (!(await finishBatch(work.tx, finished))) {
			const hash = Buffer.alloc(0);
			const first = await claimBatch(work.tx, { institution, sensor, key, hash, now: work.now });
			return first.answer ?? Promise.reject(new Refusal('not-ready'));
		}
		await settle?.(work.tx);
		const number = String(batchKey({ institution, sensor, token: key }));
		await follow(work, detection, institution, number, feeds, tallies);
		const candidates = candidatesOf(judged, detection, institution);
		const placed = candidates.map((candidate) => ({
			...{ ...candidate, institution, sensor, batch: number },
			known: candidate.context
				.flatMap((id) => detection.indicators.named(id))
				.map((known) => ({ ...known, ...judged.told(known) })),
		}));
		const raised = await raiseAlerts(work.tx, placed);
		if (sightings.length > 0) {
			await answerSightings(
				work,
				sightings.map((row) => ({ ...row, pointer: { institution, time: row.firstSeen, batch: number, ...row.pointer } })),
			);
		}
		if (hiding !== undefined) await keepNames(work.tx, { institution, key: hiding.key, received }, judged.names);
		const dropped = refused - letters.length;
		const evicted = await keepDeadLetters(work.tx, { institution, sensor, key }, letters, limits.deadLettersPerSensor);
		await tellRaised(work, raised);
		const alerts = raised.filter(({ fresh }) => fresh).length;
		await noteReport(work.tx, finished, alerts, evicted + dropped);
		return { batch: key, accepted, refused, alerts, repeated: false };
	});
}

/** Takes correlations on by the matches of this batch; what fires is tallied like any other hit. */
async function follow(
	work: Work,
	detection: Detection,
	institution: string,
	batch: string,
	feeds: readonly Feed[],
	tallies: Tallies,
): Promise<void> {
	if (feeds.length === 0) return;
	const { correlations } = detection.loaded;
	const remembered = await loadGroups(work.tx, institution, groupsMoved(correlations, feeds));
	const { firings, groups, givenUp } = correlate(correlations, remembered, feeds, institution, batch);
	const kept = { groups: bounds.groups, forget: forgetAfter(correlations) };
	await saveGroups(work.tx, institution, groups, kept, work.now);
	await noteGivenUp(work.tx, institution, givenUp);
	for (const { firing, feed } of firings) {
		tallies.add(causeOfRule(firing.rule.id), feed.seen, false, Object.values(firing.group).join(' '));
	}
}

/** A rule that was switched off meanwhile raises nothing. */
function candidatesOf({ tallies, causes }: JudgedBatch, detection: Detection, institution: string): Candidate[] {
	return tallies.all.flatMap((tally) => {
		const cause = causes.get(tally.cause) ?? detection.causeOf(tally.cause, institution);
		return cause === undefined ? [] : [{ ...tally, ...cause }];
	});
}

/** Screens hear of every touched alert, the rooms above of new ones. */
export async function tellRaised(work: Work, raised: readonly Raised[]): Promise<void> {
	const real = raised.filter(({ synthetic }) => !synthetic);
	const fresh = real.filter((alert) => alert.fresh);
	await tellAlerts(work, 'raised', fresh);
	await tellAlerts(
		work,
		'changed',
		real.filter((alert) => !alert.fresh),
	);
	for (const [institution, alerts] of Map.groupBy(fresh, (alert) => alert.institution)) {
		await work.publish(alertRaised, {
			institution,
			alerts: alerts.map((alert) => ({ ...alert, eventTime: alert.eventTime.toISOString() })),
		});
	}
}
