/** Organisations that work with Dijkwacht (DOMAIN.md, "Who works with it"). */
export const organisationKinds = [
	'institution',
	'surf-audit',
	'surf-soc',
	'surf-cert',
	'umbrella',
	'ministry',
	'inspectorate',
	'auditor',
	'operator',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Roles of people; a person wears one role in one organisation at a time. */
export const humanRoles = [
	'board',
	'ciso',
	'security-officer',
	'faculty-contact',
	'soc-analyst',
	'cert-handler',
	'audit-coordinator',
	'umbrella-officer',
	'ministry-officer',
	'inspector',
	'auditor',
	'operator',
] as const;
export type HumanRole = (typeof humanRoles)[number];

/** Roles of machine tokens, one per scope. */
export const machineRoles = ['machine-ingest', 'machine-read', 'machine-share'] as const;
export type MachineRole = (typeof machineRoles)[number];

export type Role = HumanRole | MachineRole;

/** Kinds of institution; the old divisions steer nothing but the filters. */
export const institutionKinds = ['hbo', 'wo', 'mbo', 'research', 'nrto'] as const;
export type InstitutionKind = (typeof institutionKinds)[number];

/** What an institution can disclose to another organisation, subject by subject. */
export const disclosureSubjects = [
	'scores',
	'targets',
	'milestones',
	'evidence',
	'actions',
	'sensors',
	'alerts',
	'telemetry',
	'sightings',
	'handling',
] as const;
export type DisclosureSubject = (typeof disclosureSubjects)[number];
