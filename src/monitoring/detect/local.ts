import { setImmediate as turn } from 'node:timers/promises';
import { processSlice } from '../ingest/process.ts';
import { Judge } from './judge.ts';
import type { Holder, Runner } from './runner.ts';
import { tellCosts } from './tell-costs.ts';

const nothing: ReadonlySet<number> = new Set();

/** Judges in this process, a slice at a time: where there is one core, or where threads are switched off. */
export async function localRunner(holder: Holder): Promise<Runner> {
	const judge = await Judge.open();
	const tell = tellCosts(judge, (report) => {
		holder.told(0, report.costs);
		for (const rule of report.aside) if (holder.aside(rule)) judge.pardon(rule);
	});
	return {
		width: 1,
		async run(pack) {
			await turn();
			const processed = processSlice(pack(), judge, nothing, () => undefined);
			tell();
			return processed;
		},
		change(change) {
			const faults = judge.change(change);
			if (faults.length > 0) holder.warn({ faults: faults.slice(0, 20) }, 'indicators are left out');
		},
		async stop() {
			await turn();
		},
	};
}
