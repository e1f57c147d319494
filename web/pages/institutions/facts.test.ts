import { describe, expect, it } from 'vitest';
import { costOf, stepsFrom } from './actions.ts';
import { factsOf, toSend } from './facts.ts';

describe('the facts of an institution', () => {
	it('go out with empty as absent, numbers as numbers and domains as a list', () => {
		const facts = { ...factsOf(undefined), brin: ' 99AA ', size: '1200', homeOrganisations: 'A.example, b.example' };
		expect(toSend(facts, false)).toMatchObject({
			...{ kind: 'hbo', brin: '99AA', kvk: null, umbrella: null, size: 1200, riskProfile: 'normal' },
			homeOrganisations: ['a.example', 'b.example'],
		});
		expect(toSend(facts, false)).not.toHaveProperty('requiredAcr');
		expect(toSend(facts, true), 'what is emptied goes').toMatchObject({ requiredAcr: null, theme: null });
	});
});

describe('an action', () => {
	const action = { costOnce: 12_000, costYearly: null } as Parameters<typeof costOf>[0];

	it('tells free from not estimated', () => {
		expect(costOf(action, 'nl', 'per jaar')).toBe('€ 12.000');
		expect(costOf({ ...action, costOnce: 0, costYearly: 400 }, 'nl', 'per jaar')).toBe('€ 0 + € 400 per jaar');
		expect(costOf({ ...action, costOnce: null }, 'nl', 'per jaar')).toBeNull();
	});

	it('that was verified is history', () => {
		expect(stepsFrom.verified).toEqual([]);
		expect(stepsFrom.done).toContain('verify');
	});
});
