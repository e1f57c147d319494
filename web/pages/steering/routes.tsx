import type { PageRoute } from '../../parts/route.ts';

export const steeringPages: readonly PageRoute[] = [
	{ path: '/board', load: async () => (await import('./BoardPage.tsx')).OwnBoardPage },
	{ path: '/board/:id', load: async () => (await import('./BoardPage.tsx')).BoardPage },
	{ path: '/sector', load: async () => (await import('./SectorPage.tsx')).SectorPage },
	{ path: '/calendar', load: async () => (await import('./CalendarPage.tsx')).CalendarPage },
];
