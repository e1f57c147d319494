export { importText } from './actions/import-framework.ts';
export { loadContent } from './actions/load-content.ts';
export { framework } from './actions/read-frameworks.ts';
export { commands } from './commands.ts';
export { routes } from './routes.ts';
export { type FrameworkRow, heads as frameworkHeads, type Skeleton, skeletons, wholes as frameworks } from './store.ts';
