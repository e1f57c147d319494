import { scaleLinear } from 'd3-scale';
import { useText } from '../../text/text.tsx';
import { formatDay, formatLevel, formatMonth } from '../format.ts';
import { Figure } from './Figure.tsx';
import { breakTrend, dayNumber, type TrendPoint, ticksBetween, toPath } from './geometry.ts';

interface TrendProps {
	readonly title: string;
	readonly points: readonly TrendPoint[];
	readonly target?: number | null;
}

/** Means over time. Where the framework or its version changes the line breaks, with a gap and a word, and is never joined. */
export function Trend({ title, points, target }: TrendProps) {
	const { t, locale } = useText();
	const pieces = breakTrend(points);
	const sorted = pieces.flat();
	const first = sorted[0]?.day ?? '2000-01-01';
	const last = sorted.at(-1)?.day ?? first;
	const breaks = pieces.length - 1;
	return (
		<Figure
			title={title}
			summary={`${sorted.map((point) => `${formatDay(point.day, locale)} ${formatLevel(point.value, locale)}`).join(', ')}. ${t('charts.breaks', { count: breaks })}`}
			twin={{
				head: [t('common.date'), t('common.level'), t('common.framework')],
				rows: sorted.map((point) => [formatDay(point.day, locale), formatLevel(point.value, locale), point.framework]),
			}}
			height={230}
			{...(breaks > 0 ? { note: t('charts.breakNote') } : {})}
			draw={(width) => {
				const x = scaleLinear([dayNumber(first), Math.max(dayNumber(last), dayNumber(first) + 1)], [44, width - 36]);
				const y = scaleLinear([1, 5], [192, 26]);
				const at = (point: TrendPoint) => [x(dayNumber(point.day)), y(point.value)] as const;
				return (
					<>
						{[1, 2, 3, 4, 5].map((level) => (
							<g key={level}>
								<path d={`M34 ${y(level)}H${width - 6}`} stroke="var(--line)" />
								<text data-soft="" x="26" y={y(level) + 4} textAnchor="end">
									{level}
								</text>
							</g>
						))}
						{ticksBetween(first, last, Math.floor(width / 90)).map((day) => (
							<text data-soft="" key={day} x={x(dayNumber(day))} y="212" textAnchor="middle">
								{formatMonth(day, locale)}
							</text>
						))}
						{typeof target === 'number' && <path d={`M34 ${y(target)}H${width - 6}`} stroke="var(--ink)" strokeDasharray="5 4" />}
						{pieces.slice(1).map((piece, place) => {
							const before = pieces[place]?.at(-1);
							const after = piece[0];
							if (before === undefined || after === undefined) return null;
							const middle = (x(dayNumber(before.day)) + x(dayNumber(after.day))) / 2;
							return (
								<g key={after.day}>
									<path d={`M${middle - 3} 22V196M${middle + 3} 22V196`} stroke="var(--marker)" strokeDasharray="3 3" />
									<text data-soft="" x={middle} y="14" textAnchor="middle">
										{t('charts.break')}
									</text>
								</g>
							);
						})}
						{pieces.map((piece) => (
							<g key={`${piece[0]?.day} ${piece[0]?.framework}`}>
								<path d={toPath(piece.map(at))} fill="none" stroke="var(--accent)" strokeWidth="2" />
								{piece.map((point) => (
									<g key={point.day}>
										<title>{`${formatDay(point.day, locale)}: ${formatLevel(point.value, locale)} (${point.framework})`}</title>
										<circle
											cx={at(point)[0]}
											cy={at(point)[1]}
											r="4"
											fill="var(--surface)"
											stroke="var(--accent)"
											strokeWidth="2"
										/>
										<text data-halo="" x={at(point)[0]} y={at(point)[1] - 10} textAnchor="middle">
											{formatLevel(point.value, locale)}
										</text>
									</g>
								))}
							</g>
						))}
					</>
				);
			}}
		/>
	);
}
