import { scaleLinear } from 'd3-scale';
import { useText } from '../../text/text.tsx';
import { formatDay, formatMonth } from '../format.ts';
import type { MilestoneDates } from '../judge.ts';
import { Figure, Key } from './Figure.tsx';
import { dayNumber, ticksBetween } from './geometry.ts';
import { RowLabel } from './RowLabel.tsx';

export interface GanttRow extends MilestoneDates {
	readonly id: string;
	readonly label: string;
}

const high = 22;

/** One line a row: hollow diamond for the plan, bar to the forecast, solid dot when reached; a line for today. */
export function Gantt({
	title,
	rows,
	today,
}: {
	readonly title: string;
	readonly rows: readonly GanttRow[];
	readonly today: string;
}) {
	const { t, locale } = useText();
	const days = rows.flatMap((row) => [row.planned, row.forecast, row.actual]).filter((day) => day !== null);
	const first = [today, ...days].reduce((a, b) => (a < b ? a : b));
	const last = [today, ...days].reduce((a, b) => (a > b ? a : b));
	const show = (day: string | null) => (day === null ? '–' : formatDay(day, locale));
	return (
		<Figure
			title={title}
			summary={t('charts.ganttSummary', { count: rows.length })}
			twin={{
				head: [t('common.institution'), t('charts.planned'), t('charts.forecast'), t('charts.actual')],
				rows: rows.map((row) => [row.label, show(row.planned), show(row.forecast), show(row.actual)]),
			}}
			height={rows.length * high + 40}
			legend={
				<>
					<Key mark={<path d="M11 0l5 5-5 5-5-5z" fill="var(--surface)" stroke="var(--accent)" strokeWidth="1.500" />}>
						{t('charts.planned')}
					</Key>
					<Key mark={<rect x="1" y="2" width="20" height="6" rx="2" fill="var(--warn-soft)" stroke="var(--warn)" />}>
						{t('charts.slip')}
					</Key>
					<Key mark={<circle cx="11" cy="5" r="4.500" fill="var(--good)" />}>{t('charts.actual')}</Key>
					<Key mark={<path d="M11 0v10" stroke="var(--marker)" strokeWidth="2" />}>{t('common.today')}</Key>
				</>
			}
			draw={(width) => {
				const left = Math.min(230, width * 0.4);
				const x = scaleLinear([dayNumber(first) - 20, dayNumber(last) + 20], [left, width - 8]);
				const at = (day: string) => x(dayNumber(day));
				const bottom = rows.length * high + 34;
				return (
					<>
						{ticksBetween(first, last, Math.floor((width - left) / 70)).map((day) => (
							<g key={day}>
								<path d={`M${at(day)} 24V${bottom}`} stroke="var(--line)" />
								<text data-soft="" x={at(day)} y="14" textAnchor="middle">
									{formatMonth(day, locale)}
								</text>
							</g>
						))}
						{rows.map((row, place) => {
							const y = place * high + 40;
							return (
								<g key={row.id}>
									<RowLabel close text={row.label} right={left - 10} y={y + 4} />
									{row.planned !== null && row.forecast !== null && row.actual === null && (
										<rect
											x={Math.min(at(row.planned), at(row.forecast))}
											y={y - 5}
											width={Math.max(2, Math.abs(at(row.forecast) - at(row.planned)))}
											height="10"
											rx="2"
											fill={row.forecast > row.planned ? 'var(--warn-soft)' : 'var(--good-soft)'}
											stroke={row.forecast > row.planned ? 'var(--warn)' : 'var(--good)'}
										/>
									)}
									{row.planned !== null && (
										<path
											d={`M${at(row.planned)} ${y - 6}l6 6-6 6-6-6z`}
											fill="var(--surface)"
											stroke="var(--accent)"
											strokeWidth="1.500"
										/>
									)}
									{row.actual !== null && <circle cx={at(row.actual)} cy={y} r="5" fill="var(--good)" />}
								</g>
							);
						})}
						<path d={`M${at(today)} 22V${bottom}`} stroke="var(--marker)" strokeWidth="2" />
					</>
				);
			}}
		/>
	);
}
