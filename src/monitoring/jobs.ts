import { z } from 'zod';
import { moveSensorTokens, recordSystem } from '#institutions';
import { institutionMerged } from '#institutions/contract';
import { uuid } from '#kernel/contract';
import { asSystem, every, type Job, job, on } from '#platform';
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
const day = 86_400_000;
/** Milliseconds after which a batch that was under way while an indicator was shared has been written or was refused. */
const batchesUnderWay = 30_000;
/** Days in which a repeated batch is known as such. */
const batchesKnown = 30;

export const jobs: readonly Job[] = [
	on(indicatorsShared, 'monitoring.look-back', async (platform, payload) => {
		await asSystem(platform, (work) =>
			work.job('monitoring.look-back-again', payload, {
				key: `look-back-again ${payload.advisoryId} ${payload.institutions?.[0] ?? 'all'}`,
				at: new Date(work.now.getTime() + batchesUnderWay),
			}),
		);
		await searchPast(platform, payload.advisoryId, payload.indicatorIds, payload.institutions);
	}),
	job('monitoring.look-back-again', shared, (platform, { advisoryId, indicatorIds, institutions }) =>
		searchPast(platform, advisoryId, indicatorIds, institutions),
	),
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
