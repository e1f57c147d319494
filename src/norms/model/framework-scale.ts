import type { FrameworkScale } from './framework.ts';

/** The five levels of the sector, for sources that bring controls but no scale. */
export const sectorScale: FrameworkScale = {
	min: 1,
	max: 5,
	levels: [
		{
			level: 1,
			name: { nl: 'Initieel / ad hoc', en: 'Initial / ad hoc' },
			criterion: {
				nl: 'Niet of deels ingericht, wisselend uitgevoerd, afhankelijk van personen',
				en: 'Absent or partial, uneven, depends on individuals',
			},
		},
		{
			level: 2,
			name: { nl: 'Herhaalbaar maar informeel', en: 'Repeatable but informal' },
			criterion: {
				nl: 'Wordt op vaste wijze gedaan, maar zonder vastgestelde beschrijving',
				en: 'Done in a consistent way, without an adopted description',
			},
		},
		{
			level: 3,
			name: { nl: 'Gedocumenteerd, formeel en aantoonbaar', en: 'Documented, formal and demonstrable' },
			criterion: {
				nl: 'Beschreven, vastgesteld, volgens beschrijving uitgevoerd en met bewijs te tonen',
				en: 'Described, adopted, carried out as described, evidence available',
			},
		},
		{
			level: 4,
			name: { nl: 'Beheerst en meetbaar', en: 'Managed and measurable' },
			criterion: {
				nl: 'Werking wordt periodiek gemeten, beoordeeld, gerapporteerd en bijgestuurd',
				en: 'Working is measured, assessed, reported and corrected periodically',
			},
		},
		{
			level: 5,
			name: { nl: 'Continue verbetering', en: 'Continuous improvement' },
			criterion: {
				nl: 'Ingebed in de sturing; structureel verbeterd op basis van trends en omgeving',
				en: 'Embedded in governance; improved structurally on trends and context',
			},
		},
	],
};

export const assumedScaleNotice = {
	nl: 'De bron heeft geen schaal. De vijf niveaus van de sector zijn gebruikt.',
	en: 'The source has no scale. The five levels of the sector are used.',
};
