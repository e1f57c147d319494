import { expect, test } from 'vitest';
import { decide, type Handling, release, reopen, take } from './alert-state.ts';

const fresh: Handling = { state: 'new' };
const mine: Handling = { state: 'taken', by: 'me' };
const done: Handling = { state: 'decided', by: 'me', decision: 'benign', reason: 'a backup' };
const next = (result: ReturnType<typeof take>) => (result.ok ? result.value : result.findings[0]?.code);

test('an alert goes from new to taken to decided and back', () => {
	expect(next(take(fresh, 'me'))).toEqual(mine);
	expect(next(decide(mine, 'me', 'benign', ' a backup '))).toEqual(done);
	expect(next(reopen(done, 'you'))).toEqual({ state: 'taken', by: 'you' });
	expect(next(release(mine))).toEqual(fresh);
});

test('what a colleague holds is taken over only on purpose and never decided behind their back', () => {
	expect(next(take(mine, 'you'))).toBe('state-refused');
	expect(next(take(mine, 'you', true))).toEqual({ state: 'taken', by: 'you' });
	expect(next(decide(mine, 'you', 'benign', 'a backup'))).toBe('state-refused');
});

test('a decision needs a reason and is made once', () => {
	expect(next(decide(fresh, 'me', 'true-positive', '  '))).toBe('reason-missing');
	for (const verb of [
		take(done, 'me'),
		decide(done, 'me', 'benign', 'again'),
		release(done),
		release(fresh),
		reopen(fresh, 'me'),
	]) {
		expect(next(verb)).toBe('state-refused');
	}
});
