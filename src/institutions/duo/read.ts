import { type Finding, fail, finding, type InstitutionKind, ok, type Result } from '#kernel';
import { decodeText } from './decode.ts';
import { type Line, readTable, shown } from './table.ts';

export type Sector = 'higher-education' | 'mbo';

/** One institution as DUO gives it; null is not in the file. */
export interface DuoRow {
	/** INSTELLINGSCODE, the BRIN; text, because zeros in front count. */
	readonly code: string;
	readonly name: string;
	readonly kind: InstitutionKind;
	/** True when the file says so itself; else `kind` was told from the name. */
	readonly kindGiven: boolean;
	readonly boardNumber: string | null;
	readonly province: string | null;
	readonly city: string | null;
}

const provinces: Readonly<Record<string, string>> = {
	drenthe: 'DR',
	flevoland: 'FL',
	friesland: 'FR',
	fryslân: 'FR',
	gelderland: 'GE',
	groningen: 'GR',
	limburg: 'LI',
	'noord-brabant': 'NB',
	'noord-holland': 'NH',
	overijssel: 'OV',
	utrecht: 'UT',
	zeeland: 'ZE',
	'zuid-holland': 'ZH',
};

const codeColumn = 'INSTELLINGSCODE';
const nameColumn = 'INSTELLINGSNAAM';
/** BRIN: two digits and two capitals. */
const brin = /^[0-9]{2}[A-Z]{2}$/;

function kindOf(sector: Sector, line: Line, name: string): { kind: InstitutionKind; kindGiven: boolean } {
	if (sector === 'mbo') return { kind: 'mbo', kindGiven: true };
	const given = line.cells.get('SOORT HO')?.toLowerCase();
	if (given === 'hbo' || given === 'wo') return { kind: given, kindGiven: true };
	return { kind: /universiteit|university/i.test(name) ? 'wo' : 'hbo', kindGiven: false };
}

const lineOf = (fault: Finding) => Number(/^line (\d+)/.exec(fault.where)?.[1] ?? 0);

function readLine(sector: Sector, line: Line): Result<DuoRow> {
	const code = line.cells.get(codeColumn) ?? '';
	const name = line.cells.get(nameColumn) ?? '';
	const findings: Finding[] = [];
	if (!brin.test(code)) {
		findings.push(
			finding('code-shape', `line ${line.number}, column ${codeColumn}`, `${shown(code)} is not two digits and two capitals`),
		);
	}
	if (name === '' || name.length > 200) {
		const detail = name === '' ? `${shown(name)}: the name is empty` : `${shown(name)} is longer than 200 characters`;
		findings.push(finding('name', `line ${line.number}, column ${nameColumn}`, detail));
	}
	if (findings.length > 0) return fail(...findings);
	const board = line.cells.get('BEVOEGD GEZAG NUMMER') ?? '';
	const city = line.cells.get('PLAATSNAAM') ?? '';
	return ok({
		...{ code, name, ...kindOf(sector, line, name) },
		boardNumber: /^[0-9]{1,6}$/.test(board) ? board : null,
		province: provinces[(line.cells.get('PROVINCIE') ?? '').toLowerCase()] ?? null,
		city: city === '' ? null : city.slice(0, 100),
	});
}

/**
 * Reads a DUO open-data file of institutions (higher education or MBO). Every fault of every line comes at once, with line,
 * column and value; with one fault there is no value.
 */
export function readDuo(bytes: Uint8Array, sector: Sector): Result<DuoRow[]> {
	const text = decodeText(bytes);
	if (!text.ok) return text;
	const table = readTable(text.value, [codeColumn, nameColumn]);
	if (!table.ok) return table;
	const findings = [...table.value.faults];
	const rows: DuoRow[] = [];
	const seen = new Map<string, number>();
	for (const line of table.value.lines) {
		const row = readLine(sector, line);
		if (!row.ok) findings.push(...row.findings);
		else rows.push(row.value);
		const code = line.cells.get(codeColumn) ?? '';
		const before = seen.get(code);
		if (code !== '' && before !== undefined) {
			findings.push(
				finding('code-twice', `line ${line.number}, column ${codeColumn}`, `${shown(code)} stands on line ${before} too`),
			);
		} else seen.set(code, line.number);
	}
	if (findings.length > 0) return fail(...findings.sort((a, b) => lineOf(a) - lineOf(b)));
	if (rows.length === 0) return fail(finding('empty', 'file', 'there is no institution in it'));
	return ok(rows);
}
