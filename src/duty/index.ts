export { type ContactProof, type DeskProof, type DutyProofs, type DeskState, desksAt, dutyProofs } from './door.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { bringInContacts, bringInRota, type KnownContact, type PlannedShift, takeUpRunning } from './store/bring-in.ts';
