export * from './contract/alerts.ts';
export * from './contract/events.ts';
export * from './contract/ingest.ts';
export * from './contract/keeping.ts';
export * from './contract/persons.ts';
export * from './contract/sensors.ts';
export * from './contract/trials.ts';
export * from './contract/watch.ts';
