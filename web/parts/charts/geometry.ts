/** Point on a circle; turn 0 is straight up, 1 is once around, clockwise. */
export function onCircle(turn: number, radius: number): readonly [number, number] {
	const angle = turn * 2 * Math.PI - Math.PI / 2;
	return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

export function toPath(points: readonly (readonly [number, number])[], close = false): string {
	const steps = points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`);
	return `${steps.join('')}${close ? 'Z' : ''}`;
}

export interface TrendPoint {
	/** Calendar day. */
	readonly day: string;
	readonly value: number;
	/** Framework with its version: figures of different ones do not compare. */
	readonly framework: string;
}

/** Pieces that may be joined by a line. A new framework or version begins a new piece, also when the old one returns later. */
export function breakTrend<P extends TrendPoint>(points: readonly P[]): P[][] {
	const pieces: P[][] = [];
	for (const point of [...points].sort((a, b) => a.day.localeCompare(b.day))) {
		const last = pieces.at(-1);
		if (last !== undefined && last[0]?.framework === point.framework) last.push(point);
		else pieces.push([point]);
	}
	return pieces;
}

/** Days since 1970 of a calendar day. */
export function dayNumber(day: string): number {
	return Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000;
}

/** First days of quarters or, when there are more than `most`, of years between two days, both included. */
export function ticksBetween(from: string, until: string, most: number): string[] {
	for (const months of [1, 3, 6, 12, 24, 60, 120]) {
		const ticks: string[] = [];
		const first = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
		for (let month = first; ; month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))) {
			const day = month.toISOString().slice(0, 10);
			if (day > until) break;
			const number = month.getUTCFullYear() * 12 + month.getUTCMonth();
			if (day >= from && number % months === 0) ticks.push(day);
		}
		if (ticks.length <= most) return ticks;
	}
	return [];
}

export interface Band {
	readonly from: number;
	readonly to: number;
	readonly count: number;
}

/** Counts values in equal bands; the last band holds its upper edge. */
export function countBands(values: readonly number[], low: number, high: number, bands: number): Band[] {
	const width = (high - low) / bands;
	const counts = Array.from({ length: bands }, () => 0);
	for (const value of values) {
		const at = Math.min(bands - 1, Math.max(0, Math.floor((value - low) / width + 1e-9)));
		counts[at] = (counts[at] ?? 0) + 1;
	}
	return counts.map((count, at) => ({ from: low + at * width, to: low + (at + 1) * width, count }));
}

/** Twelve provinces as tiles that lie about where they lie: column, row. */
export const provinceTiles: Readonly<Record<string, readonly [number, number]>> = {
	FR: [3, 0],
	GR: [4, 0],
	NH: [1, 1],
	FL: [2, 1],
	OV: [3, 1],
	DR: [4, 1],
	ZH: [1, 2],
	UT: [2, 2],
	GE: [3, 2],
	ZE: [0, 3],
	NB: [2, 3],
	LI: [3, 4],
};

/** A label of so many letters; what does not fit ends in an ellipsis. */
export function oneLine(text: string, letters: number): string {
	return text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text;
}

/** A label in at most two lines of so many letters, broken at a space; what still does not fit ends in an ellipsis. */
export function twoLines(text: string, letters: number): string[] {
	if (text.length <= letters) return [text];
	const space = text.lastIndexOf(' ', letters);
	return space <= 0 ? [oneLine(text, letters)] : [text.slice(0, space), oneLine(text.slice(space + 1), letters)];
}
