import { addActions, type NewAction } from '#improvement';
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

/** Actions on the lowest controls of each institution, with an owner, a day and mostly a price. Some are late. */
export async function seedActions(work: Work, gaps: readonly Gap[], draw: Draw): Promise<void> {
	const actions = [...Map.groupBy(gaps, ({ institution }) => institution)].flatMap(([institution, own]) => {
		const lowest = own.toSorted((one, other) => one.now - other.now).slice(0, draw.between(1, 6));
		return lowest.map(
			({ control, title }): NewAction => ({
				...{ institution, title: `Op niveau 3 brengen: ${title}`, description: '' },
				...{ owner: draw.pick(owners), ownerPerson: null, carrier: draw.next() < 0.15 ? 'joint' : 'own' },
				dueOn: new Date(work.now.getTime() + draw.between(-40, 300) * dayInMs).toISOString().slice(0, 10),
				milestone: null,
				...{ costOnce: estimate(draw, 500, 60), costYearly: draw.next() < 0.5 ? null : estimate(draw, 250, 24) },
				because: { room: 'assessments', id: control },
			}),
		);
	});
	await addActions(work.tx, actions, null, work.now);
}
