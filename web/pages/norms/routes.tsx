import type { PageRoute } from '../../parts/route.ts';

export const normPages: readonly PageRoute[] = [
	{ path: '/frameworks', load: async () => (await import('./FrameworkList.tsx')).FrameworkList },
	{ path: '/frameworks/:id', load: async () => (await import('./FrameworkPage.tsx')).FrameworkPage },
];
