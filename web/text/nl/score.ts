export const score = {
	title: 'Waar de instelling staat',
	now: 'Nu',
	nowLabel: 'gemiddeld niveau nu (doel {target})',
	gap: 'Tekort',
	gapLabel: 'tekort tot het doel',
	expected: 'Verwacht',
	expectedLabel: 'verwacht niveau',
	expectedOn: 'verwacht niveau op {day}',
	byOpinion: 'Oordelen per cluster',
	oneOpinion: 'Er is één oordeel. Een collegiale toets of een audit laat zien of het zelfbeeld klopt.',
	under: 'Onder doel',
	underOf: '{under} van {count}',
	underLabel: 'maatregelen onder het doel',
	lowest: 'laagste cluster',
	unanswered: 'Niet beantwoord',
	notApplicable: 'N.v.t.',
	clusters: 'Clusters',
	trend: 'Verloop over de rondes',
	sectorTarget: 'doel van de sector, geen eigen afspraak',
	agreed: 'afspraak {number}, te halen op {day}',
	nothing: 'Er is nog geen toets ingediend die u mag zien.',
	opinion: 'Oordeel',
	opinions: 'Oordelen naast elkaar',
	author: 'Gegeven door',
	round: 'Ronde',
	submitted: 'Ingediend',
	optimism: 'Verschil met zelfbeeld',
	input: '{exact} ({count, plural, one {# maatregel} other {# maatregelen}})',
} as const;
export const opinion = {
	self: 'zelftoets',
	'internal-audit': 'interne audit',
	'peer-review': 'collegiale toets',
	'external-audit': 'externe audit',
} as const;
export const formula = {
	'mean-of-levels': 'gemiddelde van de niveaus',
	'mean-of-clusters': 'gemiddelde van de clusters',
	'mean-of-controls': 'gemiddelde van alle maatregelen',
	'target-minus-now': 'doel min nu',
	'self-minus-other': 'zelftoets min ander oordeel',
} as const;
export const milestones = {
	title: 'De drie beloften',
	promise: 'Belofte',
	plan: 'Plan de beloften',
	planLead:
		'Wanneer haalt u het doel, bent u aangesloten op een SOC (een team dat dag en nacht meekijkt) en is er een externe audit gehouden?',
	reason: 'Reden van verschuiven',
	slipHint: 'De geplande dag wordt later. Vertel waarom.',
	fromActions: 'Volgt uit de laatste open actie. Typ een andere dag om dat te vervangen.',
	saved: 'De planning is bewaard.',
} as const;
export const milestone = {
	'target-reached': 'doel gehaald',
	'soc-connected': 'aangesloten op SOC',
	'external-audit': 'externe audit gehouden',
} as const;
export const milestoneState = {
	reached: 'gehaald',
	late: 'te laat',
	slipping: 'schuift op',
	planned: 'gepland',
	unplanned: 'niet gepland',
} as const;

export const institution = {
	facts: 'Gegevens',
	domains: 'Domeinen',
	notDisclosed: 'De instelling heeft dit niet met uw organisatie gedeeld.',
	since: 'In register sinds',
	former: 'Heette eerder',
	units: 'Onderdelen',
} as const;
export const action = {
	title: 'Acties',
	what: 'Actie',
	carrier: 'Van wie',
	due: 'Klaar op',
	empty: 'Er zijn geen acties die u mag zien.',
	none: 'Er zijn nog geen acties. Voeg er een toe: wat, wie, wanneer en waarom.',
	new: 'Nieuwe actie',
	added: 'De actie staat erbij.',
	saved: 'De actie is bewaard.',
	edit: 'Wijzig',
	moved: 'De actie is nu: {state}.',
	description: 'Toelichting',
	owner: 'Eigenaar',
	ownerHint: 'Eén naam: een persoon of een functie.',
	late: 'te laat',
	because: 'Omdat',
	cause: 'Kenmerk',
	causeHint: 'Bijvoorbeeld de code van de maatregel of de naam van het advies.',
	milestone: 'Hoort bij belofte',
	milestoneHint: 'De verwachte dag van die belofte schuift mee met deze actie.',
	cost: 'Kosten',
	costOnce: 'Kosten eenmalig, in euro',
	costYearly: 'Kosten per jaar, in euro',
	perYear: 'per jaar',
	noCost: 'niet geraamd',
	doneAt: 'Gedaan op',
	proofHint: 'Waaruit blijkt dat het werkt? Een verslag, een adres of een bestand.',
	reasonHint: 'Vertel in een zin waarom.',
} as const;
export const actionCause = {
	assessments: 'toets',
	sharing: 'advies',
	monitoring: 'melding',
	improvement: 'eigen besluit',
} as const;
export const actionVerb = {
	start: 'Begin',
	finish: 'Meld gedaan',
	verify: 'Bewijs klopt',
	reject: 'Bewijs klopt niet',
	drop: 'Laat vervallen',
	reopen: 'Open weer',
} as const;
export const carrier = { own: 'instelling', joint: 'gezamenlijk', government: 'overheid' } as const;
export const actionState = {
	open: 'open',
	'in-progress': 'bezig',
	done: 'gedaan',
	verified: 'nagegaan',
	dropped: 'vervallen',
} as const;

export const duo = {
	title: 'Instellingen importeren',
	lead: 'Lees een open bestand van DUO in. U ziet eerst wat er verandert. Bij fouten verandert er niets.',
	sector: 'Soort bestand',
	higher: 'hoger onderwijs',
	mbo: 'mbo',
	file: 'Bestand',
	fileHint: 'CSV, hoogstens 5 MB.',
	preview: 'Bekijk wat er verandert',
	added: 'Nieuw',
	changed: 'Veranderd',
	vanished: 'Verdwenen',
	unchanged: 'ongewijzigd',
	guessed: 'afgeleid uit de naam',
	apply: 'Voer door',
	close: 'Sluit ook de verdwenen instellingen',
	applied: 'Doorgevoerd: {added} nieuw, {changed} veranderd, {closed} gesloten.',
} as const;

/** What goes into a figure, by the name the server gives it. */
export const figureInput = {
	now: 'nu',
	target: 'doel',
	self: 'zelftoets',
	other: 'ander oordeel',
	'sum of levels': 'som van de niveaus',
} as const;
