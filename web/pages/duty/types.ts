import type * as duty from '#duty/contract';
import type { Output } from '#kernel/contract';

export type DutyNow = Output<typeof duty.whoIsOnDuty>;
export type Rotas = Output<typeof duty.listRotas>;
export type Rota = Rotas['items'][number];
export type Shifts = Output<typeof duty.listShifts>;
export type Shift = Shifts['items'][number];
export type Contacts = Output<typeof duty.listContacts>;
export type Contact = Contacts['items'][number];
export type NewContact = Output<typeof duty.createContact>;

export const planners = ['soc-analyst', 'cert-handler', 'ciso', 'security-officer'];
export const contactReaders = [...planners, 'faculty-contact', 'board'];
export const contactOwners = ['ciso', 'security-officer'];
