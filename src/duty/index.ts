export { type ContactProof, type DeskProof, type DutyProofs, desksStaffedAt, dutyProofs } from './door.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { bringInContacts, bringInRota, type KnownContact, type PlannedShift } from './store/bring-in.ts';
