import type { PageRoute } from '../../parts/route.ts';

export const institutionPages: readonly PageRoute[] = [
	{ path: '/institutions', load: async () => (await import('./Register.tsx')).Register },
	{ path: '/institutions/:id', load: async () => (await import('./InstitutionPage.tsx')).InstitutionPage },
	{ path: '/imports', load: async () => (await import('./DuoImport.tsx')).DuoImport },
	{ path: '/disclosures', load: async () => (await import('./WhoSeesWhat.tsx')).WhoSeesWhat },
	{ path: '/people', load: async () => (await import('./PeoplePage.tsx')).PeoplePage },
	{ path: '/audit-trail', load: async () => (await import('./AuditTrail.tsx')).AuditTrail },
];
