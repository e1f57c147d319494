export { noteLook, record, recordSystem } from './audit.ts';
