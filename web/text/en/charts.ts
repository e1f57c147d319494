import type { charts as nl } from '../nl/charts.ts';
import type { Same } from '../types.ts';

export const charts: Same<typeof nl> = {
	cluster: 'Cluster',
	own: 'Institution',
	median: 'sector median',
	lower: 'lower quarter',
	upper: 'upper quarter',
	box: 'middle half',
	group: 'Group',
	province: 'Province',
	break: 'other framework',
	breaks: '{count, plural, =0 {The line is not broken} one {The line breaks # time} other {The line breaks # times}}.',
	breakNote: 'Figures of different frameworks or versions do not compare. That is why the line breaks there.',
	planned: 'planned',
	forecast: 'forecast',
	actual: 'reached',
	slip: 'between plan and forecast',
	ganttSummary: '{count, plural, one {# institution} other {# institutions}} with planned, forecast and actual days',
};
