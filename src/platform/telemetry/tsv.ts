import type { Cell } from './telemetry.ts';

const special = /[\\\t\n\r\0\b\f]/;
const everySpecial = /[\\\t\n\r\0\b\f]/g;
const escapes: Record<string, string> = {
	'\\': '\\\\',
	'\t': '\\t',
	'\n': '\\n',
	'\r': '\\r',
	'\0': '\\0',
	'\b': '\\b',
	'\f': '\\f',
};

function encodeText(text: string): string {
	return special.test(text) ? text.replace(everySpecial, (character) => escapes[character] ?? character) : text;
}

function encodeCell(cell: Cell): string {
	if (typeof cell === 'string') return encodeText(cell);
	if (cell === null) return '\\N';
	if (cell instanceof Date) return (cell.getTime() / 1000).toFixed(3);
	return String(cell);
}

/** Rows as ClickHouse's TabSeparated: one line a row, so that lines of several callers can be joined. */
export function encodeRows(rows: readonly (readonly Cell[])[]): string {
	let text = '';
	for (const row of rows) {
		for (let column = 0; column < row.length; column++) {
			text += column === 0 ? encodeCell(row[column]!) : `\t${encodeCell(row[column]!)}`;
		}
		text += '\n';
	}
	return text;
}
