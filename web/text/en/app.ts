import type { app as nlApp, menu as nlMenu } from '../nl/app.ts';
import type { Same } from '../types.ts';

export const app: Same<typeof nlApp> = {
	home: 'To the start page',
	notLive: 'not live',
	hat: 'You work as',
	changePersona: 'Other person',
};

export const menu: Same<typeof nlMenu> = {
	steering: 'Steering',
	board: 'For the board',
	sector: 'Sector picture',
	calendar: 'Calendar',
	testing: 'Assessment',
	assessments: 'Assessments and targets',
	frameworks: 'Frameworks',
	threats: 'Threats',
	alerts: 'Alerts',
	advisories: 'Advisories',
	indicators: 'Indicators',
	watch: 'Watch board',
	sensors: 'Sensors',
	duty: 'Duty',
	parties: 'Administration',
	register: 'Institutions',
	imports: 'Import',
	disclosures: 'Who sees what',
	people: 'People and tokens',
	audit: 'Audit trail',
	jobs: 'Jobs',
};
