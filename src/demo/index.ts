export { type Prepared, prepare, welcome } from './prepare.ts';
export { startPulse } from './pulse.ts';
