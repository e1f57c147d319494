import { type HumanRole, humanRoles, type OrganisationKind, type Role } from '#kernel';

/** Roles that exist in each kind of organisation. The database holds the same table (`institutions.roles_of`). */
export const rolesOf = {
	institution: ['board', 'ciso', 'security-officer', 'faculty-contact'],
	'surf-audit': ['audit-coordinator'],
	'surf-soc': ['soc-analyst'],
	'surf-cert': ['cert-handler'],
	umbrella: ['umbrella-officer'],
	ministry: ['ministry-officer'],
	inspectorate: ['inspector'],
	auditor: ['auditor'],
	operator: ['operator'],
} as const satisfies Record<OrganisationKind, readonly HumanRole[]>;

/** Every person, no machine. */
export const humans: readonly Role[] = humanRoles;
/** Roles that manage the people of their own organisation (`institutions.manages`). */
export const peopleManagers: readonly Role[] = [
	'board',
	'ciso',
	'soc-analyst',
	'cert-handler',
	'audit-coordinator',
	'umbrella-officer',
	'ministry-officer',
	'inspector',
	'auditor',
	'operator',
];
/** Only the board, or the operator, makes a board member: the board signs (`institutions.manages`). */
export function mayGive(giver: Role, given: Role): boolean {
	return given === 'board' ? giver === 'board' || giver === 'operator' : peopleManagers.includes(giver);
}
/** Roles that manage the machines of their own organisation. */
export const tokenManagers: readonly Role[] = ['ciso', 'security-officer', 'soc-analyst', 'cert-handler', 'operator'];
/** Roles that decide what their institution discloses. */
export const disclosureManagers: readonly Role[] = ['board', 'ciso'];

export const tokenScopes = ['ingest', 'read', 'share'] as const;
export type TokenScope = (typeof tokenScopes)[number];

const hour = 3_600_000;
/** A session ends this long after sign-in, however busy (the idle limit of 8 hours stands in the table). */
export const sessionHours = 12;
export const invitationHours = 7 * 24;
/** A link that opens an empty Dijkwacht, or an account that was lost, is short-lived. */
export const recoveryHours = 24;
/** Default life of a machine token, in days. */
export const tokenDays = 365;
/** Hours that the old token still works after a rotation, unless told otherwise. */
export const overlapHours = 24;

export function hoursAfter(now: Date, hours: number): Date {
	return new Date(now.getTime() + hours * hour);
}
