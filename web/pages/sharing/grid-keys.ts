import type { KeyboardEvent } from 'react';

const ways: Readonly<Record<string, readonly [down: number, right: number]>> = {
	ArrowUp: [-1, 0],
	ArrowDown: [1, 0],
	ArrowLeft: [0, -1],
	ArrowRight: [0, 1],
};

/** Arrows go from the button in one cell of a table to the button in the next; everything else is left to the browser. */
export function stepInGrid(event: KeyboardEvent<HTMLElement>): void {
	const way = ways[event.key];
	const cell = (event.target as HTMLElement).closest('tbody td');
	const row = cell?.closest('tr');
	if (way === undefined || !cell || !row) return;
	const rows = [...(row.parentElement?.children ?? [])];
	const next = rows[rows.indexOf(row) + way[0]]?.children[[...row.children].indexOf(cell) + way[1]];
	const button = next?.querySelector<HTMLElement>('button, a');
	if (!button) return;
	event.preventDefault();
	button.focus();
}
