import type { PageRoute } from '../../parts/route.ts';

export const sharingPages: readonly PageRoute[] = [
	{ path: '/advisories', load: async () => (await import('./AdvisoryList.tsx')).AdvisoryList },
	{ path: '/advisories/new', load: async () => (await import('./NewAdvisory.tsx')).NewAdvisory },
	{ path: '/advisories/:id', load: async () => (await import('./AdvisoryPage.tsx')).AdvisoryPage },
	{ path: '/indicators', load: async () => (await import('./IndicatorList.tsx')).IndicatorList },
];
