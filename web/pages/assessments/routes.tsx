import type { PageRoute } from '../../parts/route.ts';

export const assessmentPages: readonly PageRoute[] = [
	{ path: '/assessments', load: async () => (await import('./AssessmentList.tsx')).AssessmentList },
	{ path: '/assessments/:id', load: async () => (await import('./AssessmentPage.tsx')).AssessmentPage },
];
