import type { PageRoute } from '../../parts/route.ts';

export const monitoringPages: readonly PageRoute[] = [
	{ path: '/alerts', load: async () => (await import('./AlertQueue.tsx')).AlertQueue },
	{ path: '/watch', load: async () => (await import('./WatchPage.tsx')).WatchPage },
	{ path: '/sensors', load: async () => (await import('./SensorsPage.tsx')).SensorsPage },
];
