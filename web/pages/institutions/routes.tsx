import type { PageRoute } from '../../parts/route.ts';

export const institutionPages: readonly PageRoute[] = [];
