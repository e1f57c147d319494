import { CsvError, parse } from 'csv-parse/sync';
import { type Finding, fail, finding, ok, type Result } from '#kernel';
import { mostLines } from './decode.ts';

/** One line of the file; `cells` by the trimmed name of its column. */
export interface Line {
	readonly number: number;
	readonly cells: ReadonlyMap<string, string>;
}

interface Raw {
	readonly record: string[];
	readonly info: { readonly lines: number };
}

const shown = (value: string) => JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);

/** Up to the first quoting fault; what stands before it is read once more, so that its own faults are told too. */
function records(text: string, delimiter: string, again = false): { raws: Raw[]; fault?: Finding } {
	const options = { delimiter, info: true, relax_column_count: true, bom: true } as const;
	try {
		return { raws: parse(text, options) as unknown as Raw[] };
	} catch (fault) {
		if (!(fault instanceof CsvError)) throw fault;
		const at = faultLine(text, fault);
		const lines = text.split('\n');
		const before = at <= 1 || again ? [] : records(lines.slice(0, at - 1).join('\n'), delimiter, true).raws;
		const name = (before[0]?.record[Number(fault.column ?? 0)] ?? String(Number(fault.column ?? 0) + 1)).trim();
		const where = `line ${at}, column ${name}`;
		return { raws: before, fault: finding('quoting', where, `${fault.code}: ${shown(lines[at - 1] ?? '')}`) };
	}
}

/** A quote that is never closed is told at the end of the file; the person has to look where it was opened. */
function faultLine(text: string, fault: CsvError): number {
	const told = Number(fault.lines ?? 1);
	if (fault.code !== 'CSV_QUOTE_NOT_CLOSED') return told;
	let opened = -1;
	for (let place = 0; place < text.length; place += 1) {
		if (text[place] !== '"') continue;
		if (opened === -1) opened = place;
		else if (text[place + 1] === '"') place += 1;
		else opened = -1;
	}
	return text.slice(0, Math.max(0, opened)).split('\n').length;
}

/** Semicolon or comma: the one under which the header has the column that must be there. */
function delimiterOf(text: string, column: string): string {
	const header = text.slice(0, 10_000).split('\n')[0] ?? '';
	const has = (delimiter: string) => header.split(delimiter).some((cell) => nameOf(cell.replaceAll('"', '')) === column);
	if (has(';')) return ';';
	if (has(',')) return ',';
	return header.includes(';') ? ';' : ',';
}

const nameOf = (cell: string) => cell.trim().replaceAll(/\s+/g, ' ').toUpperCase();

/** Reads lines under a header; blank lines are skipped, unknown columns are kept for nobody, all faults come at once. */
export function readTable(text: string, required: readonly string[]): Result<{ lines: Line[]; faults: Finding[] }> {
	const { raws, fault } = records(text, delimiterOf(text, required[0]!));
	const [head, ...rest] = raws;
	if (head === undefined) return fail(fault ?? finding('empty', 'file', 'there is no line in it'));
	if (rest.length > mostLines) return fail(finding('too-large', 'file', `${rest.length} lines where ${mostLines} is the most`));
	const names = head.record.map(nameOf);
	const findings = required.flatMap((name) => {
		const times = names.filter((other) => other === name).length;
		if (times === 1) return [];
		return [
			finding(
				times === 0 ? 'column-missing' : 'column-twice',
				`line 1, column ${name}`,
				`the header has it ${times} times: ${shown(names.join(', '))}`,
			),
		];
	});
	if (findings.length > 0) return fail(...findings);
	const lines: Line[] = [];
	let number = head.info.lines + 1;
	for (const { record, info } of rest) {
		if (record.some((cell) => cell.trim() !== '')) lines.push({ number, cells: cellsOf(names, record) });
		const surplus = record.slice(names.length).find((cell) => cell.trim() !== '');
		if (surplus !== undefined) {
			findings.push(
				finding('cells-surplus', `line ${number}, column ${names.length + 1}`, `beyond the header: ${shown(surplus)}`),
			);
		}
		number = info.lines + 1;
	}
	return ok({ lines, faults: fault === undefined ? findings : [...findings, fault] });
}

function cellsOf(names: readonly string[], record: readonly string[]): Map<string, string> {
	return new Map(names.map((name, place) => [name, (record[place] ?? '').trim()]));
}

export { shown };
