import { expect, it } from 'vitest';
import { answersOf, handledOf } from './follow.ts';
import type { Grid } from './types.ts';

it('counts an institution once, however many indicators it searched for', () => {
	const one = { indicatorId: 'i', kind: 'domain' as const, value: 'i.example', contributors: 9, seen: 2 };
	const others = [one, { ...one, indicatorId: 'j', contributors: 8, seen: 1 }];
	expect(answersOf({ named: { searched: 2, seen: 1 }, others })).toEqual({ searched: 11, seen: 3 });
	expect(answersOf({ named: { searched: 0, seen: 0 }, others: [{ ...one, seen: null }] })).toEqual({ searched: 9, seen: null });
});

it('leaves what does not apply out of what must be verified', () => {
	const cells = ['received', 'not-applicable', 'done', 'verified'].map((state) => ({ state }));
	const others = [{ contributors: 10, received: 3, notApplicable: 2, planned: 1, done: 1, verified: 3 }];
	expect(handledOf({ institutions: [{ cells }], others } as unknown as Grid)).toEqual({ all: 11, verified: 4, untouched: 4 });
});
