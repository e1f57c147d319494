/** What is wrong with a field, before it is sent. */
export const form = {
	optional: 'mag leeg blijven',
	faults:
		'{count, plural, one {Er klopt # ding niet. Verbeter het en probeer het opnieuw.} other {Er kloppen # dingen niet. Verbeter ze en probeer het opnieuw.}}',
	missing: 'vul dit in.',
	mail: 'dit is geen e-mailadres.',
	short: 'gebruik minstens {count} tekens.',
	shape: 'dit heeft niet de juiste vorm.',
	day: 'kies een dag die hier kan.',
	between: 'kies een getal van {min} tot en met {max}.',
} as const;

/** What the server found, by the code of the finding. */
export const finding = {
	'reason-absent': 'geef een reden van minstens drie tekens.',
	'reason-missing': 'geef een reden van minstens drie tekens.',
	'level-refused': 'dit niveau bestaat niet in het normenkader.',
	'cluster-unknown': 'dit cluster staat niet in het normenkader.',
	'control-unknown': 'deze maatregel staat niet in het normenkader.',
	'date-past': 'deze dag is al voorbij.',
	'date-ahead': 'deze dag is nog niet geweest.',
	'proof-absent': 'schrijf op waaruit blijkt dat het werkt.',
	'same-person': 'dit moet iemand anders doen: twee mensen kijken mee.',
	'answer-absent': 'deze maatregel heeft nog geen antwoord.',
	'version-conflict': 'iemand anders heeft dit antwoord intussen veranderd.',
	'date-absent': 'kies ook de dag.',
	'media-type-unsupported': 'dit soort bestand wordt niet aangenomen. Gebruik PDF, een afbeelding, tekst of een Office-document.',
	'too-large': 'dit is te groot.',
	'state-refused': 'dit kan niet in de huidige stand.',
	'shift-length': 'een dienst eindigt na het begin en duurt hooguit 26 uur.',
	'moment-unreadable': 'dit is geen dag en tijd.',
	'certificate-unreadable': 'dit is geen certificaat in PEM-vorm.',
	'tlp-stricter': 'dit mag niet verder dan zijn eigen TLP-kleur.',
	'indicator-unreadable': 'dit is niet te lezen als indicator.',
	'validity-reversed': 'het einde ligt voor het begin.',
	'code-twice': 'deze code staat er twee keer.',
	'code-shape': 'deze code heeft niet de juiste vorm.',
	invalid_type: 'vul dit in.',
	invalid_value: 'kies een van de mogelijkheden.',
	invalid_format: 'dit heeft niet de juiste vorm.',
	too_small: 'dit is te kort of te laag.',
	too_big: 'dit is te lang of te hoog.',
} as const;
