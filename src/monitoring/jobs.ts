import { z } from 'zod';
import { moveSensorTokens, recordSystem } from '#institutions';
import { institutionMerged } from '#institutions/contract';
import { uuid } from '#kernel/contract';
import { asSystem, every, type Job, job, on, type Platform } from '#platform';
import { indicatorsShared } from '#sharing/contract';
import { sweepUnfinished } from './ingest/sweep-unfinished.ts';
import { applyAll, applyKeeping, runErasure } from './keeping/apply.ts';
import { searchPast } from './look-back/search-past.ts';
import { forgetBatches } from './store/batches.ts';
import { forgetGroups } from './store/correlation.ts';
import { moveSensors } from './store/move-sensors.ts';
import { runTrial } from './trial/run-trial.ts';
import { sendSynthetic } from './watch/send-synthetic.ts';

const shared = indicatorsShared.payload;
const again = shared.extend({ since: z.iso.datetime(), round: z.int() });
const day = 86_400_000;
/** Milliseconds after which most batches that were under way while an indicator was shared are finished. */
const batchesUnderWay = 30_000;
/** Until then a batch may have been judged without the indicator. */
const knownEverywhere = 5000;
/** A batch that is not finished by then is swept away, and its sender begins it anew. */
const mostRounds = 11;
/** Days in which a repeated batch is known as such. */
const batchesKnown = 30;

function lookAgain(platform: Platform, payload: z.infer<typeof again>): Promise<void> {
	const { advisoryId, institutions, round } = payload;
	return asSystem(platform, (work) =>
		work.job('monitoring.look-back-again', payload, {
			key: `look-back-again ${advisoryId} ${institutions?.[0] ?? 'all'} ${round}`,
			at: new Date(work.now.getTime() + batchesUnderWay),
		}),
	);
}

export const jobs: readonly Job[] = [
	on(indicatorsShared, 'monitoring.look-back', async (platform, payload) => {
		await lookAgain(platform, { ...payload, since: platform.clock.now().toISOString(), round: 1 });
		await searchPast(platform, payload.advisoryId, payload.indicatorIds, payload.institutions);
	}),
	job('monitoring.look-back-again', again, async (platform, payload) => {
		const unfinished = await searchPast(platform, payload.advisoryId, payload.indicatorIds, payload.institutions);
		const known = Date.parse(payload.since) + knownEverywhere;
		const waits = unfinished.some(({ received }) => received.getTime() <= known);
		if (waits && payload.round < mostRounds) await lookAgain(platform, { ...payload, round: payload.round + 1 });
	}),
	on(institutionMerged, 'monitoring.move-sensors', (platform, { gone, target }) =>
		asSystem(platform, async (work) => {
			const sensors = await moveSensors(work.tx, gone, target, work.now);
			const tokens = await moveSensorTokens(work, gone, target);
			if (sensors.length > 0) await recordSystem(work, target, 'sensors.carried-over', gone, { sensors, tokens });
		}),
	),
	job('monitoring.rule-trial', z.object({ id: uuid }), (platform, { id }) => runTrial(platform, id)),
	job('monitoring.apply-terms', z.object({ institution: uuid }), (platform, { institution }) =>
		applyKeeping(platform, institution),
	),
	job('monitoring.erase', z.object({ id: uuid }), (platform, { id }) => runErasure(platform, id)),
	every('41 3 * * *', 'monitoring.apply-all-terms', applyAll),
	every('*/10 * * * *', 'monitoring.synthetic-alert', async (platform) => {
		await sendSynthetic(platform);
	}),
	every('*/5 * * * *', 'monitoring.sweep-unfinished', async (platform) => {
		await sweepUnfinished(platform);
	}),
	every('17 3 * * *', 'monitoring.forget-batches', (platform) =>
		asSystem(platform, async ({ tx, now }) => {
			await forgetBatches(tx, new Date(now.getTime() - batchesKnown * day));
			await forgetGroups(tx, now);
		}),
	),
];
