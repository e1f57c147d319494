import { describe, expect, it } from 'vitest';
import { opinionsFor } from './BeginForm.tsx';
import { asksLess, deviates, levelOf, termsOf } from './target-terms.ts';

const held = { level: 3, floor: 2, clusters: [{ cluster: 'c1', level: 3.5 }], keyControls: ['k1'] };

describe('what a target asks', () => {
	it('reads a level the Dutch way', () => {
		expect(levelOf(' 2,5 ')).toBe(2.5);
		expect(termsOf({ level: '3', floor: '', clusters: { c1: '3,5', c2: '' }, keyControls: [] })).toEqual({
			level: 3,
			floor: null,
			clusters: [{ cluster: 'c1', level: 3.5 }],
			keyControls: [],
		});
	});

	it('is less when the whole, a cluster, the floor or a key control gives way', () => {
		expect(asksLess(held, held)).toBe(false);
		expect(asksLess({ ...held, level: 2.9 }, held)).toBe(true);
		expect(asksLess({ ...held, clusters: [] }, held)).toBe(true);
		expect(asksLess({ ...held, floor: null }, held)).toBe(true);
		expect(asksLess({ ...held, keyControls: [] }, held)).toBe(true);
		expect(asksLess({ ...held, level: 4 }, held)).toBe(false);
	});

	it('is held against the 3 of the sector while nothing was agreed', () => {
		expect(asksLess({ ...held, level: 2.5 }, undefined)).toBe(true);
		expect(deviates({ ...held, clusters: [] })).toBe(false);
		expect(deviates(held)).toBe(true);
	});
});

describe('opinions', () => {
	it('belong to who gives them', () => {
		expect(opinionsFor('institution', true)).toEqual(['self', 'internal-audit']);
		expect(opinionsFor('surf-audit', false)).toEqual(['peer-review']);
		expect(opinionsFor('auditor', false)).toContain('external-audit');
		expect(opinionsFor('ministry', false)).toEqual([]);
	});
});
