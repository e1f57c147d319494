export const charts = {
	cluster: 'Cluster',
	own: 'Instelling',
	median: 'mediaan sector',
	lower: 'onderste kwart',
	upper: 'bovenste kwart',
	box: 'middelste helft',
	group: 'Groep',
	province: 'Provincie',
	break: 'ander kader',
	breaks:
		'{count, plural, =0 {De lijn is niet onderbroken} one {De lijn is # keer onderbroken} other {De lijn is # keer onderbroken}}.',
	breakNote: 'Cijfers van verschillende kaders of versies zijn niet te vergelijken. Daarom is de lijn daar onderbroken.',
	planned: 'gepland',
	forecast: 'verwacht',
	actual: 'gehaald',
	slip: 'tussen plan en verwachting',
	ganttSummary: '{count, plural, one {# instelling} other {# instellingen}} met geplande, verwachte en gehaalde dagen',
} as const;
