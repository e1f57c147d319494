export { type Prepared, prepare, welcome } from './prepare.ts';
export { startPulse } from './pulse.ts';
export { commands } from './commands.ts';
