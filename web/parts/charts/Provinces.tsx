import { useText } from '../../text/text.tsx';
import { Figure } from './Figure.tsx';
import { provinceTiles } from './geometry.ts';

export interface ProvinceFigure {
	/** Two letters: FR, GR, NH and so on. */
	readonly code: string;
	readonly name: string;
	/** 0 to 1, for the shade; null when it may not be shown. */
	readonly share: number | null;
	readonly shown: string;
	/** In words, where the tile has no room for them. */
	readonly told?: string;
}

const size = 58;

/** The provinces as equal tiles, so that a large one does not weigh more than a small one. */
export function Provinces({
	title,
	what,
	figures,
	note,
}: {
	readonly title: string;
	readonly what: string;
	readonly figures: readonly ProvinceFigure[];
	readonly note?: string;
}) {
	const { t } = useText();
	return (
		<Figure
			title={title}
			summary={figures.map((figure) => `${figure.name}: ${figure.told ?? figure.shown}`).join(', ')}
			twin={{ head: [t('charts.province'), what], rows: figures.map((figure) => [figure.name, figure.told ?? figure.shown]) }}
			height={size * 5 + 8}
			{...(note === undefined ? {} : { note })}
			draw={(width) => {
				const left = Math.max(2, (width - size * 5) / 2);
				return figures.map((figure) => {
					const place = provinceTiles[figure.code];
					if (place === undefined) return null;
					const dark = figure.share !== null && figure.share > 0.5;
					const ink = { fill: dark ? 'var(--accent-ink)' : 'var(--ink)' };
					return (
						<g key={figure.code} transform={`translate(${left + place[0] * size} ${place[1] * size + 4})`}>
							<title>{`${figure.name}: ${figure.told ?? figure.shown}`}</title>
							<rect
								width={size - 4}
								height={size - 4}
								rx="4"
								fill={figure.share === null ? 'var(--surface)' : 'var(--accent)'}
								fillOpacity={figure.share === null ? 1 : dark ? 0.7 + figure.share * 0.3 : 0.06 + figure.share * 0.7}
								stroke="var(--line-strong)"
								strokeDasharray={figure.share === null ? '3 3' : undefined}
							/>
							<text x={(size - 4) / 2} y="24" textAnchor="middle" fontWeight="650" style={ink}>
								{figure.code}
							</text>
							<text x={(size - 4) / 2} y="40" textAnchor="middle" style={ink}>
								{figure.shown}
							</text>
						</g>
					);
				});
			}}
		/>
	);
}
