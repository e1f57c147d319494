import type { PageRoute } from '../../parts/route.ts';

export const institutionPages: readonly PageRoute[] = [
	{ path: '/institutions', load: async () => (await import('./Register.tsx')).Register },
	{ path: '/disclosures', load: async () => (await import('./WhoSeesWhat.tsx')).WhoSeesWhat },
	{ path: '/people', load: async () => (await import('./PeoplePage.tsx')).PeoplePage },
	{ path: '/audit-trail', load: async () => (await import('./AuditTrail.tsx')).AuditTrail },
];
