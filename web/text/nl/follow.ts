export const compose = {
	restored: 'Wat u hier eerder schreef, staat er nog. Het is nog niet verstuurd.',
	startOver: 'Begin opnieuw',
	lead: 'Een advies gaat meteen naar wie u kiest. Zij zoeken in hun eigen verleden en melden per maatregel wat zij doen.',
	fromAlert:
		'Ingevuld vanuit een melding. Namen en adressen van de getroffen instelling zijn weggelaten. Kijk alles na voor u verstuurt.',
	send: 'Verstuur (Ctrl+Enter)',
	reach: '{count, plural, one {Bereikt # instelling.} other {Bereikt # instellingen.}}',
	umbrella: 'Koepel',
	findByName: 'Zoek een instelling',
	understood: 'Zo is het begrepen',
	line: 'Maatregel {place}',
	lineEn: 'In het Engels',
	addLine: 'Voeg een maatregel toe',
	suggest: 'Stel maatregelen voor',
	strike: 'Schrap',
} as const;
export const audienceTo = {
	all: 'alle instellingen',
	kinds: 'soorten instellingen',
	umbrella: 'leden van een koepel',
	listed: 'instellingen bij naam',
} as const;
/** What each mark of TLP 2.0 allows. */
export const tlpMeans = {
	clear: 'Iedereen mag dit weten.',
	green: 'Binnen de sector, niet openbaar.',
	amber: 'Wie het ontvangt, en wie daar moet handelen, ook leveranciers.',
	'amber+strict': 'Alleen binnen de eigen organisatie van wie het ontvangt.',
	red: 'Alleen de beveiligers van de instellingen die u bij naam noemt.',
} as const;

export const follow = {
	delivered: 'instellingen bezorgd',
	answered: 'instellingen zochten terug',
	seen: 'instellingen zagen dit',
	nearlyAll: 'bijna alle',
	verified: 'maatregelen nagegaan',
	untouched: 'maatregelen nog niet opgepakt',
	takeAlong: 'Meenemen als',
	anyLine: 'Een maatregel staat op',
	open: 'Open',
	verifyMany: 'Ga na wat op gedaan staat ({count})',
	verify: 'Nagegaan',
	howHint: 'Bijvoorbeeld: steekproef op drie systemen, schermafdruk gezien.',
	youDid: 'U heeft dit zelf op gedaan gezet. Iemand anders moet het nagaan.',
} as const;

export const readIn = {
	title: 'Lees indicatoren in',
	lead: 'Een STIX-bundel, een MISP-event of een CSV met de kolommen kind en value. Staat er één fout in, dan gaat er niets in.',
	file: 'Bestand',
	paste: 'Of plak hier',
	pasteHint: 'Wat u hier ziet, wordt ingelezen.',
	into: 'Waarheen',
	own: 'eigen indicatoren',
	draft: 'een concept-advies',
	ownHint: 'Alleen uw eigen organisatie vergelijkt ermee.',
	draftHint: 'U kijkt het advies na en verstuurt het zelf.',
	go: 'Lees in',
	nothing: 'Er is niets ingelezen. Verbeter alle punten hieronder en probeer het opnieuw.',
	done: '{format}: {added} nieuw, {known} waren al bekend.',
	passedOver: '{count, plural, one {# onderdeel is overgeslagen} other {# onderdelen zijn overgeslagen}}',
	toDraft: 'Naar het concept',
	toAdvisory: 'Naar het advies',
	confidence: 'Zekerheid',
	validUntil: 'Geldig tot',
	noEnd: 'geen einde',
	withdraw: 'Trek in',
	why: 'Waarom trekt u dit in',
	withdrawHint: 'Niemand vergelijkt er daarna nog mee.',
	withdrawnNow: 'De indicator is ingetrokken.',
} as const;
