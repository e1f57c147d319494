import { anonymityFloor, atLeastOthers, leastContributors } from '#institutions';
import { expect, it } from 'vitest';
import { figuresOf, withheld } from './anonymity.ts';

const varied = (count: number) => Array.from({ length: count }, (_, n) => 1.5 + (n % 3));

it('shows nothing of five, because one of them may be looking', () => {
	expect(leastContributors).toBe(anonymityFloor.others + 1);
	expect(withheld(varied(5))).toBe('too-few');
	expect(withheld(varied(6))).toBeNull();
});

it('shows nothing when all or nine in ten share a level', () => {
	expect(withheld([3, 3, 3, 3, 3, 3, 3])).toBe('too-alike');
	expect(withheld([3, 3, 3, 3, 3, 3, 3, 3, 3, 1])).toBe('too-alike');
	expect(withheld([3, 3, 3, 3, 3, 3, 3, 3, 2, 1])).toBeNull();
});

it('gives a median from 7 and quartiles from 15, and never the ends', () => {
	expect(figuresOf(varied(6)).median).toBeNull();
	expect(figuresOf(varied(7)).median).not.toBeNull();
	expect(figuresOf(varied(14)).quartiles).toBeNull();
	expect(figuresOf(varied(15)).quartiles).not.toBeNull();
	expect(Object.keys(figuresOf(varied(20)))).toEqual(['contributors', 'mean', 'median', 'quartiles']);
});

it('tells a count without a ledger in steps, and nothing below the floor', () => {
	expect([0, 4, 5, 9, 10, 37, 160].map(atLeastOthers)).toEqual([null, null, 5, 5, 10, 20, 100]);
});
