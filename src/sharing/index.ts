export { answerSightings } from './actions/sightings.ts';
export { normalSought } from './model/normal.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { type ActiveIndicator, type ActiveIndicators, activeIndicators, advisoryOf, indicatorsByIds } from './store/active.ts';
export type { SightingAnswer } from './store/sightings.ts';
export { changeMany as moveHandling, grid as handlingGridOf } from './actions/handling.ts';
export { create as publishAdvisory } from './actions/publish.ts';
