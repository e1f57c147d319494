import { oneLine, twoLines } from './geometry.ts';

/** Width of a letter of 12 px on average; wide ones are rare enough not to be cut. */
const letter = 6.9;

interface RowLabelProps {
	readonly text: string;
	readonly right: number;
	readonly y: number;
	/** Rows that stand close have room for one line only. */
	readonly close?: boolean;
}

/** Name of a row of a chart, before its bar; whole on hovering where it had to be cut. */
export function RowLabel({ text, right, y, close = false }: RowLabelProps) {
	const letters = Math.floor(right / letter);
	const lines = close ? [oneLine(text, letters)] : twoLines(text, letters);
	return (
		<text x={right} y={y - (lines.length - 1) * 6} textAnchor="end">
			<title>{text}</title>
			{lines.map((line, place) => (
				<tspan key={line} x={right} dy={place * 13}>
					{line}
				</tspan>
			))}
		</text>
	);
}
