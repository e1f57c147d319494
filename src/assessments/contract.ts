export * from './contract/assessments.ts';
export * from './contract/news.ts';
export * from './contract/rounds.ts';
export * from './contract/scores.ts';
export * from './contract/targets.ts';
