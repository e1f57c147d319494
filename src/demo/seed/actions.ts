import { addActions, bringOn, type NewAction, type Progress } from '#improvement';
import type { Work } from '#platform';
import type { Draw } from '../random.ts';
import type { Gap } from './rounds.ts';

const dayInMs = 86_400_000;
const owners = ['CISO', 'Hoofd ICT', 'Beheer werkplekken', 'Hoofd HR', 'Functioneel beheer', 'Facilitair bedrijf'] as const;

/** Euros by the round number people estimate in; a quarter is not estimated yet. */
function estimate(draw: Draw, step: number, most: number): number | null {
	const amount = draw.between(1, most) * step;
	return draw.next() < 0.25 ? null : amount;
}

/** Says of an action whether it was begun, finished, looked at again, or is late. */
function progressOf({ id, dueOn }: { id: string; dueOn: string }, now: Date, draw: Draw): Progress[] {
	const chance = draw.next();
	const due = Date.parse(dueOn);
	if (due > now.getTime()) return chance < 0.4 ? [{ id, state: 'in-progress', proof: null, doneAt: null }] : [];
	if (chance > 0.8) return [{ id, state: 'in-progress', proof: null, doneAt: null }];
	const proof = 'Getoond in de stuurgroep; het verslag ligt bij de CISO.';
	return [{ id, state: chance < 0.45 ? 'verified' : 'done', proof, doneAt: new Date(due - draw.between(0, 20) * dayInMs) }];
}

/**
 * Actions on the lowest controls of each institution, with an owner, a day and mostly a price. Some are done, some late; one of
 * the institution that visitors look at first is late, so that its board has something to decide.
 */
export async function seedActions(work: Work, gaps: readonly Gap[], first: string | undefined, draw: Draw): Promise<void> {
	const actions = [...Map.groupBy(gaps, ({ institution }) => institution)].flatMap(([institution, own]) => {
		const lowest = own.toSorted((one, other) => one.now - other.now).slice(0, draw.between(1, 6));
		return lowest.map(
			({ control, title }): NewAction => ({
				...{ institution, title: `Op niveau 3 brengen: ${title}`, description: '' },
				...{ owner: draw.pick(owners), ownerPerson: null, carrier: draw.next() < 0.15 ? 'joint' : 'own' },
				dueOn: new Date(work.now.getTime() + draw.between(-90, 300) * dayInMs).toISOString().slice(0, 10),
				milestone: null,
				...{ costOnce: estimate(draw, 500, 60), costYearly: draw.next() < 0.5 ? null : estimate(draw, 250, 24) },
				because: { room: 'assessments', id: control },
			}),
		);
	});
	const late = actions.findIndex(({ institution }) => institution === first);
	const dueOn = new Date(work.now.getTime() - 12 * dayInMs).toISOString().slice(0, 10);
	const made = await addActions(
		work.tx,
		actions.map((action, at) => (at === late ? { ...action, dueOn } : action)),
		null,
		work.now,
	);
	const progress = made.flatMap((row) =>
		row.institution === first && row.dueOn === dueOn ? [] : progressOf(row, work.now, draw),
	);
	await bringOn(work.tx, progress, work.now);
}
