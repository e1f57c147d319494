export type Appearance = 'auto' | 'light' | 'dark';

export function readAppearance(): Appearance {
	const kept = localStorage.getItem('dijkwacht.theme');
	return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function applyAppearance(appearance: Appearance): void {
	if (appearance === 'auto') localStorage.removeItem('dijkwacht.theme');
	else localStorage.setItem('dijkwacht.theme', appearance);
	document.documentElement.dataset.theme = appearance;
}

/** Tokens an organisation may set. State colours are not among them: red means the same everywhere. */
export const themeTokens = ['accent', 'accent-ink', 'accent-soft', 'bar', 'bar-ink', 'radius', 'font'] as const;
type ThemeToken = (typeof themeTokens)[number];

/** File `themes/<name>.json`: values for light and for dark. */
export interface ThemeFile {
	readonly name: string;
	readonly light: Partial<Record<ThemeToken, string>>;
	readonly dark: Partial<Record<ThemeToken, string>>;
}

function luminance(colour: string): number | null {
	const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
	if (digits === undefined) return null;
	const parts = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255);
	const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two `#rrggbb` colours by WCAG 2.2; null when one is not in that form. */
export function contrast(one: string, other: string): number | null {
	const [a, b] = [luminance(one), luminance(other)];
	if (a === null || b === null) return null;
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

type Pair = readonly [ThemeToken, ThemeToken];
/** Tokens that stand or fall together, and the pairs among them that people must be able to read. */
const groups: readonly { readonly tokens: readonly ThemeToken[]; readonly pairs: readonly Pair[] }[] = [
	{
		tokens: ['accent', 'accent-ink', 'accent-soft'],
		pairs: [
			['accent', 'accent-ink'],
			['accent', 'accent-soft'],
		],
	},
	{ tokens: ['bar', 'bar-ink'], pairs: [['bar', 'bar-ink']] },
];

/** The tokens of a theme that may be used; groups that people could not read (under 4.5 to 1, WCAG 1.4.3) are left out whole. */
export function readableTokens(given: ThemeFile['light']): Partial<Record<ThemeToken, string>> {
	const kept = new Map(Object.entries(given).filter(([name]) => themeTokens.includes(name as ThemeToken)));
	for (const { tokens, pairs } of groups) {
		const readable = pairs.every(([one, other]) => (contrast(given[one] ?? '', given[other] ?? '') ?? 0) >= 4.5);
		if (!readable) for (const token of tokens) kept.delete(token);
	}
	return Object.fromEntries(kept);
}

/** Puts an organisation's tokens over ours, through the CSSOM so that the policy on inline styles holds. */
export function applyTheme(theme: ThemeFile | null): void {
	const root = document.documentElement;
	for (const name of themeTokens) root.style.removeProperty(`--${name}`);
	if (theme === null) return;
	const [light, dark] = [readableTokens(theme.light), readableTokens(theme.dark)];
	for (const name of themeTokens) {
		const [day, night] = [light[name], dark[name]];
		if (name === 'radius' || name === 'font') {
			if (day !== undefined) root.style.setProperty(`--${name}`, day);
		} else if (day !== undefined && night !== undefined) root.style.setProperty(`--${name}`, `light-dark(${day}, ${night})`);
	}
}
