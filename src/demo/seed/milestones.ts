import { type BulkMilestone, writeMilestones } from '#improvement';
import type { Work } from '#platform';
import type { Draw } from '../random.ts';
import type { Places } from './sector.ts';

const dayInMs = 86_400_000;
const dayOf = (base: Date, offset: number) => new Date(base.getTime() + offset * dayInMs).toISOString().slice(0, 10);

/** Three promises an institution; some kept, some late, some still to plan. */
function promisesOf(institution: string, now: Date, draw: Draw): BulkMilestone[] {
	const reach = (kind: BulkMilestone['kind'], from: number, to: number): BulkMilestone => {
		const offset = draw.between(from, to);
		const slip = Math.max(0, Math.round(draw.around(20, 45)));
		const done = offset + slip < 0;
		const forecast = done || draw.next() < 0.15 ? null : dayOf(now, Math.max(7, offset + slip));
		const planned = dayOf(now, offset);
		const reason = slip > 45 && !done ? 'Vertraging door personeel en leveranciers' : '';
		return { institution, kind, planned, forecast, actual: done ? dayOf(now, offset + slip) : null, reason };
	};
	return [reach('target-reached', -300, 500), reach('soc-connected', -700, 250), reach('external-audit', -500, 400)];
}

export async function seedMilestones(work: Work, places: Places, draw: Draw): Promise<void> {
	const rows = places.institutions.flatMap(({ id }) => promisesOf(id, work.now, draw));
	await writeMilestones(work.tx, rows, work.now);
}
