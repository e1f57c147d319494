export const app = {
	home: 'Naar de beginpagina',
	notLive: 'niet live',
	hat: 'U werkt als',
	changePersona: 'Andere persoon',
} as const;

export const menu = {
	steering: 'Sturing',
	board: 'Voor het bestuur',
	sector: 'Sectorbeeld',
	calendar: 'Kalender',
	testing: 'Toetsing',
	assessments: 'Toetsen en afspraken',
	frameworks: 'Normenkaders',
	threats: 'Dreigingen',
	alerts: 'Meldingen',
	advisories: 'Adviezen',
	indicators: 'Indicatoren',
	watch: 'Bewaking',
	sensors: 'Sensoren',
	parties: 'Beheer',
	register: 'Instellingen',
	imports: 'Importeren',
	disclosures: 'Wie ziet wat',
	people: 'Mensen en sleutels',
	audit: 'Logboek',
	jobs: 'Taken',
} as const;
