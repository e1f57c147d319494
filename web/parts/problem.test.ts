import { describe, expect, it } from 'vitest';
import { withQuery } from './api.ts';
import { readProblem } from './problem.ts';

describe('what the server refuses', () => {
	it('keeps every finding with its place', () => {
		const problem = readProblem(
			422,
			{
				code: 'content-refused',
				detail: 'two faults',
				findings: [
					{ code: 'a', where: 'line 3, column BRIN', detail: 'empty' },
					{ code: 'b', where: '/name', detail: 'too long' },
				],
			},
			null,
		);
		expect(problem.code).toBe('content-refused');
		expect(problem.findings.map((found) => found.where)).toEqual(['line 3, column BRIN', '/name']);
	});

	it('makes an error of an answer that is not a problem at all', () => {
		expect(readProblem(502, undefined, null)).toMatchObject({ code: 'internal', status: 502, findings: [] });
		expect(readProblem(429, 'slow down', '7')).toMatchObject({ code: 'rate-limited', retryAfter: 7 });
	});

	it('leaves empty filters out of an address', () => {
		expect(withQuery('/v1/alerts', { state: '', limit: 50, after: undefined })).toBe('/v1/alerts?limit=50');
	});
});
