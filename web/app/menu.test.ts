import { describe, expect, it } from 'vitest';
import { homeOf, menu, menuFor } from './menu.ts';

describe('menu', () => {
	it('shows each party only where it has work to do', () => {
		const paths = (kind: Parameters<typeof menuFor>[0]) => menuFor(kind).flatMap((group) => group.rows.map((row) => row.path));
		expect(paths('institution')).toContain('/board');
		expect(paths('ministry')).not.toContain('/alerts');
		expect(paths('surf-soc')).toContain('/alerts');
	});

	it('begins every day on a page of the menu, or on the own institution', () => {
		const paths = menu.flatMap((group) => group.rows.map((row) => row.path));
		for (const role of ['board', 'soc-analyst', 'cert-handler', 'operator', 'inspector'] as const)
			expect(paths).toContain(homeOf({ role, institution: null }));
		expect(homeOf({ role: 'ciso', institution: 'a' })).toBe('/institutions/a');
	});
});
