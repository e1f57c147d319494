import type { Cell } from './telemetry.ts';

const special = /[\\\t\n\r\0\b\f]/;
const everySpecial = /[\\\t\n\r\0\b\f]/g;
const quoted = /[\\\t\n\r\0\b\f']/;
const everyQuoted = /[\\\t\n\r\0\b\f']/g;
const escapes: Record<string, string> = {
	"'": "\\'",
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
	return typeof cell === 'object' ? encodeList(cell) : String(cell);
}

/** Elements of text stand in single quotes and escape these too. */
function encodeList(list: readonly string[] | readonly number[]): string {
	if (list.length === 0) return '[]';
	if (typeof list[0] === 'number') return `[${list.join(',')}]`;
	let text = '[';
	for (const element of list as readonly string[]) {
		const escaped = quoted.test(element) ? element.replace(everyQuoted, (character) => escapes[character] ?? character) : element;
		text += text.length === 1 ? `'${escaped}'` : `,'${escaped}'`;
	}
	return `${text}]`;
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
