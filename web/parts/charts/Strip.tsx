import { scaleLinear } from 'd3-scale';
import { useText } from '../../text/text.tsx';
import { formatLevel } from '../format.ts';
import { Figure, Key } from './Figure.tsx';
import { RowLabel } from './RowLabel.tsx';

/** Figures of a group that may be published (DOMAIN.md, "Anonymity"): never the extremes; quartiles from 15, median from 7. */
export interface StripRow {
	readonly label: string;
	readonly own?: number | null;
	readonly target?: number | null;
	readonly median: number | null;
	readonly lower: number | null;
	readonly upper: number | null;
	/** Single values, only where each of them is the viewer's to see. */
	readonly points?: readonly number[];
}

/** Compares one value with its group: box from quartile to quartile, line at the median, diamond for one's own. */
export function Strip({
	title,
	rows,
	note,
}: {
	readonly title: string;
	readonly rows: readonly StripRow[];
	readonly note?: string;
}) {
	const { t, locale } = useText();
	const show = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatLevel(value, locale));
	const withOwn = rows.some((row) => typeof row.own === 'number');
	const twin = {
		head: [t('charts.group'), t('charts.lower'), t('charts.median'), t('charts.upper'), ...(withOwn ? [t('charts.own')] : [])],
		rows: rows.map((row) => [row.label, show(row.lower), show(row.median), show(row.upper), ...(withOwn ? [show(row.own)] : [])]),
	};
	return (
		<Figure
			title={title}
			summary={rows.map((row) => `${row.label}: ${t('charts.median')} ${show(row.median)}`).join(', ')}
			twin={twin}
			note={note}
			height={rows.length * 36 + 34}
			legend={
				<>
					<Key mark={<rect x="1" y="1" width="20" height="8" fill="var(--accent-soft)" stroke="var(--accent)" />}>
						{t('charts.box')}
					</Key>
					<Key mark={<path d="M11 0v10" stroke="var(--accent)" strokeWidth="3" />}>{t('charts.median')}</Key>
					{withOwn && <Key mark={<path d="M11 0l5 5-5 5-5-5z" fill="var(--marker)" />}>{t('charts.own')}</Key>}
				</>
			}
			draw={(width) => {
				const left = Math.min(230, width * 0.42);
				const x = scaleLinear([1, 5], [left, width - 14]);
				return (
					<>
						{[1, 2, 3, 4, 5].map((level) => (
							<g key={level}>
								<path d={`M${x(level)} 6V${rows.length * 36 + 8}`} stroke="var(--line)" />
								<text data-soft="" x={x(level)} y={rows.length * 36 + 24} textAnchor="middle">
									{level}
								</text>
							</g>
						))}
						{rows.map((row, place) => {
							const y = place * 36 + 26;
							return (
								<g key={row.label}>
									<RowLabel text={row.label} right={left - 10} y={y + 4} />
									{row.points?.map((point, at) => (
										// biome-ignore lint/suspicious/noArrayIndexKey: equal values are only told apart by their place
										<path key={at} d={`M${x(point)} ${y - 7}v14`} stroke="var(--line-strong)" strokeOpacity="0.6" />
									))}
									{row.lower !== null && row.upper !== null && (
										<rect
											x={x(row.lower)}
											y={y - 8}
											width={Math.max(2, x(row.upper) - x(row.lower))}
											height="16"
											rx="2"
											fill="var(--accent-soft)"
											stroke="var(--accent)"
										/>
									)}
									{row.median !== null && <path d={`M${x(row.median)} ${y - 8}v16`} stroke="var(--accent)" strokeWidth="3" />}
									{typeof row.target === 'number' && (
										<path d={`M${x(row.target)} ${y - 13}v26`} stroke="var(--ink)" strokeDasharray="4 3" />
									)}
									{typeof row.own === 'number' && (
										<path d={`M${x(row.own)} ${y - 7}l7 7-7 7-7-7z`} fill="var(--marker)" stroke="var(--surface)" />
									)}
								</g>
							);
						})}
					</>
				);
			}}
		/>
	);
}
