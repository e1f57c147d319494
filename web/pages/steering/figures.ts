import type { Cell, ReleasedFigure } from './types.ts';

/** Of an institution that planned nothing. */
export const noDates = { planned: null, forecast: null, actual: null };

/** The newest release of a figure; with `framework` the newest on that version of a framework. */
export function newest(figures: readonly ReleasedFigure[], figure: string, framework?: string): ReleasedFigure | undefined {
	return figures
		.filter((one) => one.figure === figure && (framework === undefined || one.framework === framework))
		.sort((a, b) => a.period.localeCompare(b.period) || a.madeAt.localeCompare(b.madeAt))
		.at(-1);
}

export function cellOf(figure: ReleasedFigure | undefined, cell: string): Cell | undefined {
	return figure?.cells.find((one) => one.cell === cell);
}

/** Cells of a breakdown: `kind` gives `kind:hbo` and so on. */
export function breakdown(figure: ReleasedFigure | undefined, by: string): Cell[] {
	return figure?.cells.filter((one) => one.cell.startsWith(`${by}:`)) ?? [];
}

export function groupOf(cell: string): string {
	return cell.slice(cell.indexOf(':') + 1);
}

/** Middle day of a half year written `2026-2`. */
export function dayOfPeriod(period: string): string {
	const [year = '2000', half = '1'] = period.split('-');
	return `${year}-${half === '1' ? '04' : '10'}-01`;
}

/** The framework versions that figures were released on, newest release first. */
export function frameworksOf(figures: readonly ReleasedFigure[]): string[] {
	const last = new Map<string, string>();
	for (const { framework, period } of figures)
		if (framework !== '' && (last.get(framework) ?? '') < period) last.set(framework, period);
	return [...last].sort((a, b) => b[1].localeCompare(a[1]) || a[0].localeCompare(b[0])).map(([framework]) => framework);
}
