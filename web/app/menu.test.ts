import { describe, expect, it } from 'vitest';
import type { OrganisationKind, Role } from '#kernel';
import { homeOf, menu, menuFor } from './menu.ts';

describe('menu', () => {
	it('shows each party only where it has work to do', () => {
		const paths = (organisationKind: OrganisationKind, role: Role) =>
			menuFor({ organisationKind, role }).flatMap((group) => group.rows.map((row) => row.path));
		expect(paths('institution', 'board')).toContain('/board');
		expect(paths('institution', 'board')).not.toContain('/alerts');
		expect(paths('ministry', 'ministry-officer')).not.toContain('/alerts');
		expect(paths('surf-soc', 'soc-analyst')).toContain('/alerts');
		expect(paths('institution', 'board')).toContain('/watch');
		expect(paths('institution', 'faculty-contact')).not.toContain('/watch');
		expect(paths('auditor', 'auditor')).not.toContain('/watch');
		expect(paths('operator', 'operator')).not.toContain('/watch');
	});

	it('begins every day on a page of the menu, or on the own institution', () => {
		const paths = menu.flatMap((group) => group.rows.map((row) => row.path));
		for (const role of ['board', 'soc-analyst', 'cert-handler', 'operator', 'inspector'] as const)
			expect(paths).toContain(homeOf({ role, institution: null }));
		expect(homeOf({ role: 'ciso', institution: 'a' })).toBe('/institutions/a');
	});
});
