import type { PageRoute } from '../../parts/route.ts';

export const dutyPages: readonly PageRoute[] = [{ path: '/duty', load: async () => (await import('./DutyPage.tsx')).DutyPage }];
