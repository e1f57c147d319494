export { type Prepared, prepare, welcome } from './prepare.ts';
export { startPulse } from './pulse.ts';
export { commands, demoSensors } from './commands.ts';
export { isFresh, seedDemo } from './seed.ts';
export { playThread } from './thread/play.ts';
export { reportTo } from './thread/report.ts';
export { ownSources, publicSources, type Sources } from './thread/sources.ts';
export { type Client, call, personaClient, Refused, tokenClient } from './thread/client.ts';
