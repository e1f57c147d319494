export const advisories = {
	title: 'Adviezen',
	lead: 'Waarschuwingen met maatregelen. Van elke maatregel ziet u hoe ver u bent, tot en met het bewijs.',
	one: 'Advies',
	make: 'Nieuw advies',
	author: 'Afzender',
	published: 'Verstuurd',
	indicators: 'Indicatoren',
	indicator: 'Indicator',
	recipients: 'Ontvangers',
	own: 'Onze afhandeling',
	finished: 'klaar',
	todo: '{count} van {all} te doen',
	empty: 'Er zijn nog geen adviezen.',
	audience: 'Voor wie',
	toAll: 'alle instellingen',
	toListed: '{count, plural, one {# instelling} other {# instellingen}} bij naam',
	lines: 'Maatregelen',
	line: 'Maatregel',
	noLines: 'Dit advies heeft geen maatregelen.',
	handling: 'Afhandeling',
	sightings: 'Waarnemingen',
	closed: 'Afgesloten',
	publish: 'Verstuur',
	close: 'Sluit af',
	noGrid: 'Er is geen instelling waarvan u de afhandeling bij naam mag zien.',
	others: 'De andere instellingen, zonder naam',
	othersLead:
		'Stand van {at}. Aantallen staan hier alleen als niemand erin te herkennen is, en worden pas ververst als zes instellingen iets anders zeggen.',
	contributors: 'Instellingen',
	newState: 'Nieuwe stand',
	plannedOn: 'Gepland op',
	owner: 'Eigenaar',
	proof: 'Bewijs',
	how: 'Hoe het is nagegaan',
	changed: 'Laatst veranderd',
	answer: 'Antwoord',
	noSightings: 'Er zijn nog geen antwoorden die u bij naam mag zien.',
	hidden: 'verborgen',
	words: 'Wat er aan de hand is',
	whatToDo: 'Waar op te letten en wat te doen',
	titleNl: 'Titel',
	titleEn: 'Titel in het Engels',
	summaryNl: 'Samenvatting',
	summaryEn: 'Samenvatting in het Engels',
	indicatorsHint: 'Eén per regel. Herkend: {count}.',
	indicatorsUnknown: 'Niet herkend: regel {lines}',
	effort: 'Moeite',
	asDraft: 'Bewaar als concept',
	saveDraft: 'Bewaar concept',
} as const;

export const advisoryState = { draft: 'concept', published: 'loopt', closed: 'afgesloten' } as const;
export const handling = {
	received: 'ontvangen',
	'not-applicable': 'niet van toepassing',
	planned: 'gepland',
	done: 'gedaan',
	verified: 'nagegaan',
} as const;
export const effort = { minutes: 'minuten', hours: 'uren', days: 'dagen', weeks: 'weken' } as const;
export const sighting = {
	seen: 'gezien',
	'checked-not-seen': 'gezocht, niet gezien',
	'could-not-check': 'kon niet zoeken',
} as const;

/** Why an institution could not search its past. */
export const checkReason = {
	'no-sensor-has-reported': 'geen sensor heeft zich gemeld',
	'names-are-pseudonyms': 'namen staan daar onder pseudoniemen',
	'telemetry-not-ready': 'de gebeurtenissen zijn niet bereikbaar',
} as const;

export const indicators = {
	title: 'Indicatoren',
	lead: 'Kenmerken waarop elke instelling haar gebeurtenissen vergelijkt.',
	value: 'Waarde',
	match: 'Vergelijking',
	active: 'actief',
	withdrawn: 'ingetrokken',
	expired: 'verlopen',
	source: 'Bron',
	validFrom: 'Geldig vanaf',
	empty: 'Er zijn nog geen indicatoren.',
} as const;
export const indicatorKind = {
	ipv4: 'IPv4-adres',
	ipv6: 'IPv6-adres',
	domain: 'domein',
	url: 'webadres',
	md5: 'MD5',
	sha1: 'SHA-1',
	sha256: 'SHA-256',
	ja3: 'JA3',
	ja4: 'JA4',
	email: 'afzender',
	'file-name': 'bestandsnaam',
	'user-name': 'gebruikersnaam',
	'host-name': 'systeemnaam',
} as const;
export const indicatorMatch = {
	exact: 'precies',
	network: 'netwerk',
	subdomains: 'met subdomeinen',
	prefix: 'begint met',
} as const;
