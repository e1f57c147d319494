import type { InstitutionKind } from '#kernel';
import type { DuoRow } from './read.ts';

/** What the register holds of an institution with a BRIN. */
export interface Known {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly kind: InstitutionKind;
	readonly boardNumber: string | null;
	readonly province: string | null;
	readonly city: string | null;
	/** Has ended, and did not merge into another. */
	readonly closed: boolean;
	/** Of the kinds that this file is about. */
	readonly ofSector: boolean;
}

export interface FieldChange {
	readonly field: 'name' | 'kind' | 'boardNumber' | 'province' | 'city' | 'closed';
	readonly from: string | null;
	readonly to: string | null;
}

export interface Comparison {
	readonly added: readonly DuoRow[];
	readonly changed: readonly {
		readonly id: string;
		readonly code: string;
		readonly name: string;
		readonly fields: readonly FieldChange[];
	}[];
	readonly vanished: readonly { readonly id: string; readonly code: string; readonly name: string }[];
	readonly unchanged: number;
}

function differences(row: DuoRow, known: Known): FieldChange[] {
	const fields: FieldChange[] = [];
	if (row.name !== known.name) fields.push({ field: 'name', from: known.name, to: row.name });
	if (row.kindGiven && known.ofSector && row.kind !== known.kind) fields.push({ field: 'kind', from: known.kind, to: row.kind });
	for (const field of ['boardNumber', 'province', 'city'] as const) {
		if (row[field] !== null && row[field] !== known[field]) fields.push({ field, from: known[field], to: row[field] });
	}
	if (known.closed) fields.push({ field: 'closed', from: 'true', to: 'false' });
	return fields;
}

/** What a file would change. A column that is not in the file changes nothing; order does not matter. */
export function compare(rows: readonly DuoRow[], register: readonly Known[]): Comparison {
	const known = new Map(register.map((row) => [row.code, row]));
	const given = new Set(rows.map(({ code }) => code));
	const byCode = <T extends { code: string }>(list: T[]) => list.sort((a, b) => (a.code < b.code ? -1 : 1));
	const both = rows.flatMap((row) => {
		const there = known.get(row.code);
		return there === undefined ? [] : [{ id: there.id, code: row.code, name: there.name, fields: differences(row, there) }];
	});
	return {
		added: byCode(rows.filter(({ code }) => !known.has(code))),
		changed: byCode(both.filter(({ fields }) => fields.length > 0)),
		vanished: byCode(
			register
				.filter((row) => row.ofSector && !row.closed && !given.has(row.code))
				.map(({ id, code, name }) => ({ id, code, name })),
		),
		unchanged: both.filter(({ fields }) => fields.length === 0).length,
	};
}
