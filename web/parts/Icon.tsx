/** Outlines of 16 by 16, drawn with the text colour. */
const shapes = {
	check: 'M3 8.500 6.500 12 13 4.500',
	down: 'M3 5h10L8 12z',
	up: 'M8 4l5 8H3z',
	bang: 'M8 3v6.500M8 12.200v.8',
	dash: 'M4 8h8',
	dot: 'M8 5.500a2.500 2.500 0 1 0 .01 0z',
	ring: 'M8 4a4 4 0 1 0 .01 0z',
	question: 'M5.500 6a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.500M8 12.300v.6',
	cross: 'M4 4l8 8M12 4l-8 8',
	half: 'M8 3.500a4.500 4.500 0 1 0 .01 0zM8 3.500v9',
	menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
	search: 'M7 2.500a4.500 4.500 0 1 0 .01 0zM10.300 10.300 13.500 13.500',
	chevron: 'M6 4l4 4-4 4',
	caret: 'M4 6l4 4 4-4',
	link: 'M6 10l5-5M7 4.500h4.500V9',
	table: 'M2.500 3.500h11v9h-11zM2.500 6.500h11M6.500 6.500v6',
	chart: 'M3 13V8M8 13V3M13 13V6',
	eye: 'M1.500 8S4 3.800 8 3.800 14.500 8 14.500 8 12 12.200 8 12.200 1.500 8 1.500 8zM8 6.300a1.700 1.700 0 1 0 .01 0z',
	clock: 'M8 2.500a5.500 5.500 0 1 0 .01 0zM8 5v3.200l2 1.300',
	copy: 'M5.500 5.500h7v7h-7zM10.500 5.500v-2h-7v7h2',
	share: 'M8 10V2.500M5 5.500l3-3 3 3M3.500 8v5h9V8',
	hand: 'M5 8V4M7.500 7V3M10 7.500V4M12.500 8.500v-2M5 8 3.500 7.500 5.500 12c.5 1 1.500 1.500 2.500 1.500h1.500c2 0 3-1.500 3-3.500V8.500',
	plus: 'M8 3v10M3 8h10',
	upload: 'M8 11V3M4.500 6.500 8 3l3.500 3.500M3 13h10',
	download: 'M8 3v8M4.500 7.500 8 11l3.500-3.500M3 13h10',
	key: 'M5 6.500a2.500 2.500 0 1 0 .01 0zM7.300 9h6.200v2.500M10.500 9v2',
	person: 'M8 2.800a2.600 2.600 0 1 0 .01 0zM2.800 13.500c.5-3 2.500-4.300 5.200-4.300s4.700 1.300 5.200 4.300',
	sun: 'M8 5.200a2.800 2.800 0 1 0 .01 0zM8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.500 3.500l1 1M11.500 11.500l1 1M12.500 3.500l-1 1M4.500 11.500l-1 1',
	signal: 'M8 11.500a.8.8 0 1 0 .01 0zM5 9a4.200 4.200 0 0 1 6 0M2.800 6.500a7.300 7.300 0 0 1 10.400 0',
} as const;

export type IconName = keyof typeof shapes;
const solid = new Set<IconName>(['down', 'up', 'dot']);

/** Always beside a word that says the same: the icon itself is hidden from screen readers. */
export function Icon({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) {
	return (
		<svg
			aria-hidden="true"
			width={size}
			height={size}
			viewBox="0 0 16 16"
			fill={solid.has(name) ? 'currentColor' : 'none'}
			stroke={solid.has(name) ? 'none' : 'currentColor'}
			strokeWidth="1.7"
			strokeLinecap="round"
			strokeLinejoin="round"
		>
			<path d={shapes[name]} />
		</svg>
	);
}
