export const watchDay = {
	title: 'De laatste 24 uur',
	hour: 'Uur',
	last: 'Laatste bewijs: {at}',
	toInstitution: 'Naar de instelling',
	toSensors: 'Bekijk de sensoren',
	toDuty: 'Naar de wachtdienst',
	absent: 'Deze instelling deelt haar sensoren niet met u.',
	legend: 'Vol: in orde. Half: een deel. Kruis: niet in orde. Grijs: niets om op te oordelen.',
} as const;
export const watchHour = { yes: 'in orde', partly: 'deels', no: 'niet in orde', none: 'niet te beoordelen' } as const;

/** What the desk does about a proof that does not hold; the institution's own words follow. */
export const watchDo = {
	'not-disclosed': 'De instelling deelt dit niet met u. Vraag de CISO om het te delen bij Wie ziet wat.',
	'no-sensor': 'Er is niets aangesloten. Plan met de CISO wanneer de eerste sensor komt.',
	'never-reported': 'Er is een sensor die zich nog nooit meldde. Bel de CISO: staan adres en sleutel goed?',
	silent: 'Een sensor zwijgt langer dan gewoon is. Kijk welke, en bel het contact als het zo blijft.',
	'not-known': 'Hier is niets over vastgelegd, of u mag het niet zien. Vraag de instelling een contact te noemen.',
	'not-taken-up': 'Er is iemand ingeroosterd die zich nog niet meldde. Meld u aanwezig bij Wachtdienst.',
	'not-staffed': 'Er staat nu niemand op het rooster. Zorg dat iemand de dienst opneemt.',
	'not-reachable': 'Het contact antwoordde te lang niet. Bel de CISO en laat het contact opnieuw bewijzen dat het bereikbaar is.',
	'never-passed': 'Er kwam nog nooit een proefmelding door. Dat kan pas als er een sensor is aangesloten.',
	'too-old': 'De laatste proefmelding is te oud. Kijk bij Taken of de wacht zelf nog draait.',
} as const;
export const watchDoOwn = {
	'not-disclosed': 'U deelt dit niet. Bij Wie ziet wat kunt u het delen met de meldkamer.',
	'no-sensor': 'Sluit een sensor aan bij Sensoren. Met één regel curl ziet u binnen een minuut of het werkt.',
	'never-reported': 'Een sensor meldde zich nog nooit. Open hem bij Sensoren en controleer adres en sleutel.',
	silent: 'Een sensor zwijgt langer dan gewoon is. Open hem bij Sensoren en kijk of het systeem nog draait.',
	'not-known': 'Noem bij Wachtdienst wie er bereikbaar is, ook buiten kantooruren.',
	'not-taken-up': 'Er is iemand ingeroosterd bij de meldkamer die zich nog niet meldde. Bel de meldkamer als het zo blijft.',
	'not-staffed': 'Er staat nu niemand op het rooster van de meldkamer. Bel de meldkamer.',
	'not-reachable': 'Uw contact antwoordde te lang niet. Stuur bij Wachtdienst een nieuwe proef.',
	'never-passed': 'Er kwam nog nooit een proefmelding door. Dat gaat vanzelf zodra er een sensor is aangesloten.',
	'too-old': 'De laatste proefmelding is te oud. De meldkamer ziet dit ook en zoekt het uit.',
} as const;

export const connect = {
	sender: 'Wat stuurt de gebeurtenissen',
	config: 'Instelling om te kopiëren',
	fillIn:
		'Zet op de plaats van TOKEN de sleutel van deze sensor. Die is maar één keer getoond; maak een nieuwe als u hem kwijt bent.',
	waiting: 'Nog niets ontvangen. Deze regel verandert vanzelf zodra de eerste gebeurtenis binnen is.',
	heard: 'Ontvangen op {at}. De sensor werkt.',
	ready: 'Klaar',
	rhythm: 'Ritme in minuten',
	since: 'Aangesloten',
	retired: 'Afgesloten',
	lettersElsewhere: '{count} regels waren onleesbaar. Alleen de instelling zelf ziet welke.',
	noLetters: 'Alles was te lezen.',
	key: 'Sleutel',
	keyLead:
		'Een nieuwe sleutel werkt naast de oude. Zo kunt u wisselen zonder dat er iets verloren gaat. Trek de oude daarna in bij Mensen en sleutels.',
	newKey: 'Maak een nieuwe sleutel',
	facts: 'Gegevens',
	end: 'Afsluiten',
	endLead: 'Een afgesloten sensor kan niets meer sturen en telt niet meer mee. Wat hij stuurde, blijft bewaard.',
	retire: 'Sluit deze sensor af',
	wasRetired: 'De sensor is afgesloten.',
	showRetired: 'Ook afgesloten',
} as const;

/** Why a line could not be used. */
export const letterReason = {
	'control-character': 'stuurteken in de tekst',
	'duplicate-key': 'een naam staat er dubbel in',
	empty: 'leeg',
	'format-broken': 'de vorm is herkend, maar klopt niet',
	'line-too-long': 'te lang',
	'nested-too-deep': 'te diep genest',
	'not-json': 'geen geldige JSON en geen bekende logregel',
	'not-utf8': 'geen UTF-8',
	'reserved-key': 'een naam die niet mag',
	'time-implausible': 'de tijd kan niet kloppen',
	'too-many-fields': 'te veel velden',
	'unknown-format': 'geen vorm die Dijkwacht kent',
} as const;
