export { type Prepared, prepare, welcome } from './prepare.ts';
