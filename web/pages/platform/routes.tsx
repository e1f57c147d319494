import type { PageRoute } from '../../parts/route.ts';

export const platformPages: readonly PageRoute[] = [{ path: '/jobs', load: async () => (await import('./Jobs.tsx')).Jobs }];
