import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useText } from '../../text/text.tsx';
import { formatNumber } from '../format.ts';
import { Figure } from './Figure.tsx';

export interface Bar {
	readonly label: string;
	readonly count: number;
}

/** Counts in order: by hour, by band of levels. */
export function Histogram({
	title,
	what,
	bars,
}: {
	readonly title: string;
	readonly what: string;
	readonly bars: readonly Bar[];
}) {
	const { locale } = useText();
	const most = Math.max(1, max(bars, (bar) => bar.count) ?? 1);
	return (
		<Figure
			title={title}
			summary={bars.map((bar) => `${bar.label}: ${bar.count}`).join(', ')}
			twin={{ head: ['', what], rows: bars.map((bar) => [bar.label, formatNumber(bar.count, locale)]) }}
			height={170}
			draw={(width) => {
				const y = scaleLinear([0, most], [140, 14]).nice(4);
				const wide = (width - 44) / Math.max(1, bars.length);
				const every = Math.ceil(44 / wide);
				return (
					<>
						{y.ticks(4).map((tick) => (
							<g key={tick}>
								<path d={`M38 ${y(tick)}H${width}`} stroke="var(--line)" />
								<text data-soft="" x="32" y={y(tick) + 4} textAnchor="end">
									{formatNumber(tick, locale, Number.isInteger(tick) ? 0 : 1)}
								</text>
							</g>
						))}
						{bars.map((bar, at) => (
							<g key={bar.label}>
								<title>{`${bar.label}: ${bar.count}`}</title>
								<rect
									x={42 + at * wide}
									y={y(bar.count)}
									width={Math.max(1, wide - 2)}
									height={140 - y(bar.count)}
									fill="var(--accent)"
								/>
								{at % every === 0 && (
									<text data-soft="" x={42 + at * wide + wide / 2} y="158" textAnchor="middle">
										{bar.label}
									</text>
								)}
							</g>
						))}
					</>
				);
			}}
		/>
	);
}
