export const board = {
	lead: 'Waar wij staan, of wij bewaakt en getoetst worden, en wat er te besluiten is. Stand van {at}.',
	noOwn: 'Deze pagina is er voor besturen van instellingen. Kies een instelling in het register.',
	stand: 'gemiddeld niveau',
	meets: 'haalt de afspraak',
	under: 'haalt de afspraak niet',
	watched: 'worden wij nu bewaakt?',
	audited: 'van buiten getoetst?',
	actions: 'open acties',
	overdue: '{count, plural, =0 {geen te laat} one {# te laat} other {# te laat}}',
	sector: 'mediaan van de sector, {period}',
	noSector: 'mediaan van de sector is er niet',
	decisions: 'Te besluiten',
	decision: 'Besluit',
	nothingToDecide: 'Er is nu niets te besluiten.',
	hides:
		'Een gemiddelde verbergt gaten: {count, plural, one {# maatregel staat} other {# maatregelen staan}} onder het doel. Het laagst staat {cluster}.',
	notMet:
		'De afspraak is niet gehaald. Gemiddelde: {mean, select, yes {gehaald} other {niet gehaald}}. Clusters onder doel: {clusters}. Onder de ondergrens: {floor}. Kernmaatregelen onder doel: {key}.',
	more: 'Alles over deze instelling',
	notDisclosed: 'De scores van deze instelling zijn niet met u gedeeld.',
} as const;
export const decisionKind = {
	'sign-target': 'doel tekenen',
	'overdue-action': 'actie te laat',
	'late-milestone': 'belofte te laat',
} as const;

export const sector = {
	title: 'Sectorbeeld',
	lead: 'De sector als geheel. Geen cijfer hier verraadt een instelling; wat niet mag worden getoond, staat er als afgeschermd.',
	empty: 'Er zijn nog geen cijfers van de sector vrijgegeven. Dat gebeurt na een ronde met genoeg deelnemers.',
	median: 'mediaan',
	mean: 'gemiddelde',
	meets: 'haalt het doel',
	contributors: 'deelnemers',
	own: 'uw instelling',
	clusters: 'Clusters: middelste helft, mediaan en uw instelling',
	trend: 'Mediaan van de sector door de tijd',
	byKind: 'Naar soort instelling',
	byProvince: 'Gemiddelde naar provincie',
	floor: 'Een cijfer vraagt {others} andere deelnemers, een mediaan {median} en kwarten {quartiles}.',
	withheldNote: 'Een gestippeld vak is afgeschermd.',
	tooFewFor: 'te weinig deelnemers',
	period: 'Halfjaar',
	medianFormula: 'middelste van de niveaus van alle deelnemers',
	meanFormula: 'gemiddelde van de niveaus van alle deelnemers',
	shareFormula: 'deelnemers die hun doel halen, gedeeld door alle deelnemers',
} as const;
export const withheld = {
	'too-few': 'afgeschermd: te weinig',
	'too-alike': 'afgeschermd: te gelijk',
	complementary: 'afgeschermd: zou een ander verraden',
	'too-close-to-another': 'afgeschermd: lijkt te veel op eerder cijfer',
} as const;

export const calendar = {
	title: 'Kalender',
	lead: 'Wanneer haalt elke instelling haar doel, is zij aangesloten op een SOC en is zij van buiten getoetst.',
	share: '{promise}: deel van de sector',
	part: 'Deel',
	shown: 'instellingen met naam',
	notShown: 'delen hun data niet met u',
	nobody: 'Geen instelling heeft haar data met u gedeeld.',
	table: 'Lijst',
	chart: 'Tijdlijn',
	map: 'Provincies',
	late: 'Te laat',
	noMap: 'Er zijn nog geen cijfers per provincie vrijgegeven.',
} as const;
