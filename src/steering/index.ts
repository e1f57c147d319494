export { releaseSector } from './actions/release-sector.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
