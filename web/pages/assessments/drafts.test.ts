import { describe, expect, it } from 'vitest';
import {
	conflictsOf,
	draftsOf,
	emptyDraft,
	mayBeSent,
	refusedControls,
	toSend,
	withFresh,
	withKept,
	withVersions,
} from './drafts.ts';
import { keptAnswers } from './kept-answers.ts';

const answered = (control: string, now: number, version: number) => ({ ...emptyDraft(control), now, version, answeredAt: '' });

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

	it('wait while a year is half typed', () => {
		expect(mayBeSent({ ...emptyDraft('a'), now: 2, expected: 3, expectedOn: '0202-01-01' })).toBe(false);
	});

	it('that were kept in the browser come back, unless the server has the same', () => {
		const kept = [
			{ ...emptyDraft('a'), now: 3, version: 1 },
			{ ...emptyDraft('b'), now: 4, version: 0 },
		];
		const { drafts, changed } = withKept(draftsOf([answered('a', 3, 2)]), kept);
		expect([...changed]).toEqual(['b']);
		expect(drafts.get('a')?.version).toBe(2);
		expect(drafts.get('b')?.now).toBe(4);
	});

	it('of somebody else come in, but not over what is being typed', () => {
		const mine = new Map([['a', { ...emptyDraft('a'), now: 1 }]]);
		const next = withFresh(mine, [answered('a', 5, 3), answered('b', 2, 1)], new Set(['a']));
		expect([next.get('a')?.now, next.get('b')?.now]).toEqual([1, 2]);
	});

	it('are in conflict only when both changed and differ', () => {
		const sent = [
			{ ...emptyDraft('a'), now: 2, version: 1 },
			{ ...emptyDraft('b'), now: 2, version: 1 },
			{ ...emptyDraft('c'), now: 2, version: 1 },
		];
		const found = conflictsOf(sent, [answered('a', 4, 2), answered('b', 2, 2), answered('c', 1, 1)]);
		expect(found.map(({ control, theirs }) => [control, theirs.now])).toEqual([['a', 4]]);
	});

	it('that were refused are told apart by their place', () => {
		const sent = [emptyDraft('a'), emptyDraft('b')];
		const findings = [{ code: 'level-refused', where: '/body/answers/1/now', detail: '' }];
		expect([...refusedControls(findings, sent)]).toEqual(['b']);
	});

	it('are kept for one person and one assessment, and forgotten when saved', () => {
		const store = new Map<string, string>();
		const browser = {
			getItem: (key: string) => store.get(key) ?? null,
			setItem: (key: string, value: string) => void store.set(key, value),
			removeItem: (key: string) => void store.delete(key),
		};
		const kept = keptAnswers(browser, 'p', '1');
		kept.write([{ ...emptyDraft('a'), now: 2 }]);
		expect(keptAnswers(browser, 'p', '1').read()).toMatchObject([{ control: 'a', now: 2 }]);
		expect(keptAnswers(browser, 'q', '1').read()).toEqual([]);
		kept.write([]);
		expect(store.size).toBe(0);
		store.set('dijkwacht.unsaved.p.1', '{broken');
		expect(kept.read()).toEqual([]);
	});
});
