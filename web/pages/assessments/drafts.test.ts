import { describe, expect, it } from 'vitest';
import { draftsOf, emptyDraft, mayBeSent, toSend, withVersions } from './drafts.ts';

describe('answers that save themselves', () => {
	it('wait for a reason when something is not applicable', () => {
		expect(mayBeSent({ ...emptyDraft('a'), notApplicable: true })).toBe(false);
		expect(mayBeSent({ ...emptyDraft('a'), notApplicable: true, reason: 'no labs' })).toBe(true);
	});

	it('wait for a day when a level is expected', () => {
		expect(mayBeSent({ ...emptyDraft('a'), now: 2, expected: 3 })).toBe(false);
		expect(mayBeSent({ ...emptyDraft('a'), now: 2, expected: 3, expectedOn: '2027-01-01' })).toBe(true);
	});

	it('send only what changed and keep what was typed during the save', () => {
		const drafts = new Map([
			['a', { ...emptyDraft('a'), now: 3 }],
			['b', { ...emptyDraft('b'), now: 2 }],
		]);
		expect(toSend(drafts, new Set(['b'])).map(({ control }) => control)).toEqual(['b']);
		const typed = new Map(drafts).set('b', { ...emptyDraft('b'), now: 4 });
		expect(withVersions(typed, [{ control: 'b', version: 7 }]).get('b')).toMatchObject({ now: 4, version: 7 });
	});

	it('begin from the answers of the server', () => {
		const answer = {
			control: 'a',
			now: 3,
			expected: null,
			expectedOn: null,
			wanted: 4,
			notApplicable: false,
			reason: 'x',
			version: 2,
			answeredAt: '',
		};
		expect(draftsOf([answer]).get('a')).toMatchObject({ now: 3, wanted: 4, version: 2 });
	});
});
