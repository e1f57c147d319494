import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import type { Tone } from '../../parts/State.tsx';

export type InstitutionPage = Output<typeof institutions.institutionsEndpoint>;
export type InstitutionRow = InstitutionPage['items'][number];
export type Institution = Output<typeof institutions.institutionEndpoint>;
export type Organisations = Output<typeof institutions.organisationsEndpoint>;
export type Disclosures = Output<typeof institutions.disclosuresEndpoint>;
export type Disclosure = Disclosures['items'][number];
export type Received = Disclosures['received'][number];
export type Looks = Output<typeof institutions.looksEndpoint>;
export type People = Output<typeof institutions.peopleEndpoint>;
export type Invitations = Output<typeof institutions.invitationsEndpoint>;
export type Invited = Output<typeof institutions.inviteEndpoint>;
export type Tokens = Output<typeof institutions.tokensEndpoint>;
export type IssuedToken = Output<typeof institutions.issueTokenEndpoint>;
export type Sessions = Output<typeof institutions.sessionsEndpoint>;
export type Trail = Output<typeof institutions.auditTrailEndpoint>;
export type Verification = Output<typeof institutions.verifyTrailEndpoint>;

export const riskTone: Record<InstitutionRow['riskProfile'], Tone> = { normal: 'idle', elevated: 'warn', high: 'bad' };
export const disclosureTone: Record<Disclosure['state'], Tone> = { coming: 'info', open: 'warn', ended: 'idle' };
export const provinces = ['DR', 'FL', 'FR', 'GE', 'GR', 'LI', 'NB', 'NH', 'OV', 'UT', 'ZE', 'ZH'] as const;
