import { expect, it } from 'vitest';
import { answersOf, handledOf } from './follow.ts';
import type { Grid, Sightings } from './types.ts';

const said = (institutionId: string, indicatorId: string, answer: string) => ({ institutionId, indicatorId, answer });

it('counts an institution once, however many indicators it answered for', () => {
	const others = [
		{ indicatorId: 'i', contributors: 9, seen: 2 },
		{ indicatorId: 'j', contributors: 8, seen: 1 },
	];
	const items = [said('a', 'i', 'seen'), said('a', 'j', 'checked-not-seen'), said('b', 'i', 'checked-not-seen')];
	expect(answersOf({ items, others } as unknown as Sightings)).toEqual({ answered: 11, seen: 3 });
	const hidden = { items: [], others: [{ contributors: 9, seen: null }] } as unknown as Sightings;
	expect(answersOf(hidden)).toEqual({ answered: 9, seen: null });
});

it('leaves what does not apply out of what must be verified', () => {
	const cells = ['received', 'not-applicable', 'done', 'verified'].map((state) => ({ state }));
	const others = [{ contributors: 10, received: 3, notApplicable: 2, planned: 1, done: 1, verified: 3 }];
	expect(handledOf({ institutions: [{ cells }], others } as unknown as Grid)).toEqual({ all: 11, verified: 4, untouched: 4 });
});
