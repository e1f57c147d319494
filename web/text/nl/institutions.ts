export const register = {
	title: 'Instellingen',
	lead: 'Alle instellingen in één lijst: groot en klein, bekostigd of niet.',
	city: 'Plaats',
	umbrella: 'Koepel',
	size: 'Mensen',
	risk: 'Risico',
	empty: 'Het register is leeg. Importeer een bestand van DUO om te beginnen.',
} as const;
export const risk = { normal: 'gewoon', elevated: 'verhoogd', high: 'hoog' } as const;
export const province = {
	DR: 'Drenthe',
	FL: 'Flevoland',
	FR: 'Fryslân',
	GE: 'Gelderland',
	GR: 'Groningen',
	LI: 'Limburg',
	NB: 'Noord-Brabant',
	NH: 'Noord-Holland',
	OV: 'Overijssel',
	UT: 'Utrecht',
	ZE: 'Zeeland',
	ZH: 'Zuid-Holland',
} as const;

export const openness = {
	title: 'Wie ziet wat',
	lead: 'De gegevens zijn van de instelling. Hier ziet u wie wat mag zien, waarvoor, tot wanneer, en wie er keek.',
	open: 'Geef inzage',
	given: 'Wie ons mag zien',
	looks: 'Wie er keek',
	received: 'Wat wij mogen zien',
	who: 'Wie',
	what: 'Wat',
	when: 'Wanneer',
	purpose: 'Waarvoor',
	'open-ended': 'zonder einddatum',
	untilHint: 'Laat leeg voor inzage zonder einddatum.',
	choose: 'Kies een organisatie',
	times: 'Keren bekeken',
	lastLook: 'Laatst bekeken',
	end: 'Stop',
	ended: 'De inzage is gestopt.',
	noneGiven: 'Niemand buiten uw instelling mag iets zien.',
	noneReceived: 'Geen instelling heeft uw organisatie inzage gegeven.',
	noLooks: 'Niemand heeft nog gekeken.',
} as const;
export const disclosureState = { coming: 'komt nog', open: 'open', ended: 'gestopt' } as const;

export const people = {
	title: 'Mensen en sleutels',
	lead: 'Wie er namens uw organisatie werkt, met welke rol, en welke machines er meedoen.',
	people: 'Mensen',
	invitations: 'Uitnodigingen',
	tokens: 'Sleutels van machines',
	sessions: 'Mijn sessies',
	invite: 'Nodig iemand uit',
	issue: 'Maak een sleutel',
	unit: 'Onderdeel',
	since: 'Sinds',
	endRole: 'Beëindig rol',
	roleEnded: 'De rol is beëindigd.',
	revoke: 'Trek in',
	rotate: 'Vervang',
	noInvitations: 'Er zijn geen uitnodigingen.',
	noTokens: 'Er zijn nog geen sleutels.',
	mailHint: 'Zonder adres, of zonder mailserver, krijgt u de link zelf.',
	mailed: 'De uitnodiging is verstuurd.',
	linkOnce: 'Geef deze link door. U ziet hem maar één keer.',
	tokenOnce: 'Dit is de sleutel. U ziet hem maar één keer; bewaar hem veilig.',
	scope: 'Mag',
	lastUsed: 'Laatst gebruikt',
	days: 'Geldig, in dagen',
	device: 'Apparaat',
	how: 'Ingelogd met',
	thisOne: 'deze sessie',
	passkeys: 'Mijn passkeys',
	addPasskey: 'Voeg een passkey toe',
	twoPasskeys: 'Zorg dat u twee passkeys hebt, zodat u er een kunt missen.',
	codesLeft: '{count, plural, one {Er is nog # herstelcode over.} other {Er zijn nog # herstelcodes over.}}',
	renewCodes: 'Maak nieuwe codes',
	endSession: 'Beëindig',
} as const;
export const invitationState = { open: 'open', accepted: 'aangenomen', expired: 'verlopen', revoked: 'ingetrokken' } as const;
export const tokenState = { works: 'werkt', replaced: 'vervangen', expired: 'verlopen', revoked: 'ingetrokken' } as const;
export const scope = { read: 'lezen', share: 'delen', ingest: 'aanleveren' } as const;
export const signInHow = { passkey: 'passkey', oidc: 'instellingsaccount', demo: 'demo' } as const;

export const trail = {
	title: 'Logboek',
	lead: 'Wat er in uw organisatie is gedaan en door wie. Elke regel hangt vast aan de vorige.',
	what: 'Handeling',
	about: 'Onderwerp',
	number: 'Nummer',
	hash: 'Zegel',
	find: 'Zoek in het hele logboek',
	sound: 'De keten klopt: {count, plural, one {# regel} other {# regels}} nagerekend.',
	broken: 'De keten is gebroken bij regel {number}: {what}.',
} as const;
export const trailFault = {
	changed: 'de regel is veranderd',
	'not-linked': 'de regel hangt niet aan de vorige',
	missing: 'de regel ontbreekt',
	'cut-off': 'het einde is afgeknipt',
	'head-missing': 'het laatste zegel ontbreekt',
} as const;

export const jobs = {
	title: 'Taken',
	lead: 'Werk dat langer duurt. Het loopt door als u weggaat.',
	kind: 'Taak',
	progress: 'Voortgang',
	begun: 'Begonnen',
	moved: 'Laatste stap',
	empty: 'Er zijn geen taken geweest.',
} as const;
export const jobState = { waiting: 'wacht', running: 'bezig', done: 'klaar', failed: 'mislukt', cancelled: 'gestopt' } as const;
