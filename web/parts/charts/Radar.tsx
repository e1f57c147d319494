import { useText } from '../../text/text.tsx';
import { formatLevel } from '../format.ts';
import { Figure, Key } from './Figure.tsx';
import { onCircle, toPath, twoLines } from './geometry.ts';

export interface Spoke {
	readonly label: string;
	readonly value: number | null;
	readonly target: number | null;
	/** Median of the sector, when it may be shown. */
	readonly sector?: number | null;
}

interface RadarProps {
	readonly title: string;
	readonly spokes: readonly Spoke[];
	readonly max?: number;
}

/** The clusters of one institution. For comparing institutions use `Strip`. */
export function Radar({ title, spokes, max = 5 }: RadarProps) {
	const { t, locale } = useText();
	const show = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatLevel(value, locale));
	const withSector = spokes.some((spoke) => typeof spoke.sector === 'number');
	const head = [t('charts.cluster'), t('charts.own'), t('common.target'), ...(withSector ? [t('charts.median')] : [])];
	const twin = {
		head,
		rows: spokes.map((spoke) => [
			spoke.label,
			show(spoke.value),
			show(spoke.target),
			...(withSector ? [show(spoke.sector)] : []),
		]),
	};
	const ring = (radius: number, pick: (spoke: Spoke) => number | null | undefined) =>
		toPath(
			spokes.map((spoke, place) => onCircle(place / spokes.length, ((pick(spoke) ?? 0) / max) * radius)),
			true,
		);
	const legend = (
		<>
			<Key mark={<path d="M1 5h20" stroke="var(--accent)" strokeWidth="2" />}>{t('charts.own')}</Key>
			<Key mark={<path d="M1 5h20" stroke="var(--ink)" strokeWidth="1.500" strokeDasharray="5 3" />}>{t('common.target')}</Key>
			{withSector && (
				<Key mark={<path d="M1 5h20" stroke="var(--marker)" strokeWidth="1.500" strokeDasharray="1.500 3" />}>
					{t('charts.median')}
				</Key>
			)}
		</>
	);
	return (
		<Figure
			title={title}
			summary={spokes.map((spoke) => `${spoke.label} ${show(spoke.value)}`).join(', ')}
			twin={twin}
			height={(width) => Math.min(340, width * 0.75)}
			legend={legend}
			draw={(width) => {
				const radius = Math.min(115, width * 0.24);
				const middle = Math.min(340, width * 0.75) / 2;
				return (
					<g transform={`translate(${width / 2} ${middle})`}>
						{[1, 2, 3, 4, 5].map((level) => (
							<path
								key={level}
								d={toPath(
									spokes.map((_, place) => onCircle(place / spokes.length, (level / max) * radius)),
									true,
								)}
								fill="none"
								stroke="var(--line)"
							/>
						))}
						<path
							d={ring(radius, (spoke) => spoke.value)}
							fill="var(--accent)"
							fillOpacity="0.14"
							stroke="var(--accent)"
							strokeWidth="2"
						/>
						<path
							d={ring(radius, (spoke) => spoke.target)}
							fill="none"
							stroke="var(--ink)"
							strokeDasharray="5 3"
							strokeWidth="1.500"
						/>
						{withSector && (
							<path
								d={ring(radius, (spoke) => spoke.sector)}
								fill="none"
								stroke="var(--marker)"
								strokeDasharray="1.500 3"
								strokeWidth="1.500"
							/>
						)}
						{spokes.map((spoke, place) => {
							const [dx, dy] = onCircle(place / spokes.length, ((spoke.value ?? 0) / max) * radius);
							const [x, y] = onCircle(place / spokes.length, radius + 14);
							const anchor = Math.abs(x) < 8 ? 'middle' : x > 0 ? 'start' : 'end';
							return (
								<g key={spoke.label}>
									{spoke.value !== null && <circle cx={dx} cy={dy} r="3" fill="var(--accent)" />}
									<SpokeLabel
										x={x}
										y={y}
										anchor={anchor}
										text={spoke.label}
										figure={show(spoke.value)}
										room={width / 2 - Math.abs(x)}
									/>
								</g>
							);
						})}
					</g>
				);
			}}
		/>
	);
}

interface SpokeLabelProps {
	readonly x: number;
	readonly y: number;
	readonly anchor: 'start' | 'middle' | 'end';
	readonly text: string;
	readonly figure: string;
	/** Pixels between the label's anchor and the edge of the picture. */
	readonly room: number;
}

function SpokeLabel({ x, y, anchor, text, figure, room }: SpokeLabelProps) {
	const letters = Math.max(7, Math.floor((anchor === 'middle' ? room * 2 : room) / 6.9));
	const lines = twoLines(text, letters);
	return (
		<text x={x} y={y} textAnchor={anchor}>
			<title>{text}</title>
			{lines.map((line, place) => (
				<tspan key={line} x={x} dy={place === 0 ? (1 - lines.length) * 13 : 13}>
					{line}
				</tspan>
			))}
			<tspan x={x} dy="13" fontWeight="650">
				{figure}
			</tspan>
		</text>
	);
}
