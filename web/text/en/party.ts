import type { party as nlParty, role as nlRole, subject as nlSubject } from '../nl/party.ts';
import type { Same } from '../types.ts';

export const role: Same<typeof nlRole> = {
	board: 'board member',
	ciso: 'CISO',
	'security-officer': 'security officer',
	'faculty-contact': 'faculty contact',
	'soc-analyst': 'SOC analyst',
	'cert-handler': 'SURFcert handler',
	'audit-coordinator': 'SURFaudit coordinator',
	'umbrella-officer': 'umbrella officer',
	'ministry-officer': 'ministry officer',
	inspector: 'inspector',
	auditor: 'external auditor',
	operator: 'operator',
	'machine-ingest': 'machine: ingest',
	'machine-read': 'machine: read',
	'machine-share': 'machine: share',
};

export const party: Same<typeof nlParty> = {
	institution: 'institution',
	'surf-audit': 'SURFaudit',
	'surf-soc': 'SURFsoc',
	'surf-cert': 'SURFcert',
	umbrella: 'umbrella organisation',
	ministry: 'ministry of OCW',
	inspectorate: 'Inspectorate of Education',
	auditor: 'auditor',
	operator: 'operator',
};

export const subject: Same<typeof nlSubject> = {
	scores: 'scores',
	targets: 'target agreements',
	milestones: 'milestones',
	evidence: 'evidence',
	actions: 'actions',
	sensors: 'sensors',
	alerts: 'alerts',
	telemetry: 'events',
	sightings: 'sightings',
	handling: 'handling',
};
