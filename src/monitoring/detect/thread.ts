import { parentPort, workerData } from 'node:worker_threads';
import { processSlice } from '../ingest/process.ts';
import { Judge } from './judge.ts';
import { tellCosts } from './tell-costs.ts';
import { ownTask } from './thread-time.ts';
import { type Answer, at, type Order } from './wire.ts';

/** A detection thread: gets lines as bytes, gives back what they come to and the rows for the telemetry store. */
const { progress } = workerData as { progress: Int32Array };
const judge = await Judge.open();
const tell = tellCosts(judge, (report) => reply({ verb: 'costs', report }));

function reply(answer: Answer, transfer: ArrayBuffer[] = []): void {
	parentPort?.postMessage(answer, transfer);
}

function obey(order: Extract<Order, { verb: 'judge' }>): void {
	const { id, slice, over } = order;
	Atomics.store(progress, at.place, -1);
	Atomics.store(progress, at.slice, id);
	try {
		const processed = processSlice(slice, judge, over, (place) => Atomics.store(progress, at.place, place));
		const { events, observables } = processed.blocks;
		// Given away, not copied: the rows are most of what goes back.
		const given = [events, observables].flatMap((block) => (block === undefined ? [] : [block.buffer as ArrayBuffer]));
		reply({ verb: 'judged', id, processed }, given);
	} catch (fault) {
		reply({ verb: 'failed', id, fault: String((fault as Error).stack) });
	}
	Atomics.store(progress, at.slice, 0);
	tell();
}

parentPort?.on('message', (order: Order) => {
	if (order.verb === 'judge') obey(order);
	else if (order.verb === 'pardon') judge.pardon(order.rule);
	else {
		const faults = judge.change(order.change);
		if (faults.length > 0) reply({ verb: 'left-out', faults: faults.slice(0, 20) });
	}
});
reply({ verb: 'ready', task: ownTask() });
