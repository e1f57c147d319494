import type * as nl from '../nl/norms.ts';
import type { Same } from '../types.ts';

export const norms: Same<typeof nl.norms> = {
	title: 'Frameworks',
	lead: 'Each version stands by itself. Figures of different frameworks or versions do not compare.',
	one: 'Framework',
	version: 'Version',
	status: 'Origin',
	of: 'Whose',
	sector: 'whole sector',
	own: 'own organisation',
	controls: 'Controls',
	control: 'Control',
	code: 'Code',
	active: 'counts',
	inactive: 'off',
	references: 'Also in',
	section: 'Heading',
	languages: 'Languages',
	licence: 'Licence',
	source: 'Source',
	scale: 'Levels',
	generalScale: 'The general levels of the framework hold for this control.',
	import: 'Import a framework',
	importHint: 'Own YAML, a CISO Assistant library (YAML) or an OSCAL catalogue (JSON). It stays inside your organisation.',
	empty: 'There are no frameworks yet.',
	relation: 'Relation',
	other: 'Other framework',
	crosswalk: 'Crosswalk',
	crosswalks: 'Crosswalks',
	noCrosswalks: 'There is no crosswalk for this framework.',
};
export const frameworkStatus: Same<typeof nl.frameworkStatus> = {
	official: 'official',
	reconstruction: 'reconstruction',
	imported: 'imported',
};
export const relation: Same<typeof nl.relation> = {
	equal: 'equal to',
	subset: 'part of',
	superset: 'includes',
	intersects: 'overlaps with',
};
