export { type Clock, fixedClock, systemClock } from './clock.ts';
export { type ErrorCode, errorCatalogue, Refusal } from './errors.ts';
export { endOfString } from './json-text.ts';
export {
	type IndicatorKind,
	indicatorKinds,
	type MatchKind,
	matchKinds,
	type ObservableKind,
	observableKinds,
	type Tlp,
	tlpLevels,
} from './observables.ts';
export {
	type DisclosureSubject,
	disclosureSubjects,
	type HumanRole,
	humanRoles,
	type InstitutionKind,
	institutionKinds,
	type MachineRole,
	machineRoles,
	type OrganisationKind,
	organisationKinds,
	type Role,
} from './parties.ts';
export { collect, type Finding, fail, finding, ok, type Result } from './result.ts';
export { type Bilingual, type Locale, locales } from './text.ts';
