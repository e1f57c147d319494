import type { DisclosureSubject, OrganisationKind, Role } from '#kernel';

export const role = {
	board: 'bestuurder',
	ciso: 'CISO',
	'security-officer': 'security officer',
	'faculty-contact': 'contact van faculteit',
	'soc-analyst': 'SOC-analist',
	'cert-handler': 'medewerker SURFcert',
	'audit-coordinator': 'coördinator SURFaudit',
	'umbrella-officer': 'medewerker koepel',
	'ministry-officer': 'medewerker ministerie',
	inspector: 'inspecteur',
	auditor: 'externe auditor',
	operator: 'beheerder',
	'machine-ingest': 'machine: aanleveren',
	'machine-read': 'machine: lezen',
	'machine-share': 'machine: delen',
} as const satisfies Record<Role, string>;

export const party = {
	institution: 'instelling',
	'surf-audit': 'SURFaudit',
	'surf-soc': 'SURFsoc',
	'surf-cert': 'SURFcert',
	umbrella: 'koepel',
	ministry: 'ministerie van OCW',
	inspectorate: 'Inspectie van het Onderwijs',
	auditor: 'auditor',
	operator: 'beheer',
} as const satisfies Record<OrganisationKind, string>;

export const subject = {
	scores: 'scores',
	targets: 'doelafspraken',
	milestones: 'mijlpalen',
	evidence: 'bewijs',
	actions: 'acties',
	sensors: 'sensoren',
	alerts: 'meldingen',
	telemetry: 'gebeurtenissen',
	sightings: 'waarnemingen',
	handling: 'afhandeling',
} as const satisfies Record<DisclosureSubject, string>;
