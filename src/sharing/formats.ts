import { fail, finding, type Result } from '#kernel';
import { csaf } from './formats/csaf.ts';
import { csv } from './formats/csv.ts';
import { misp } from './formats/misp.ts';
import { stix } from './formats/stix.ts';
import type { AdvisoryPackage, Given, ReadPackage } from './model/package.ts';

/** A form in which advisories and indicators come and go. `read` never throws on what a file holds. */
export interface SharingFormat {
	readonly name: string;
	readonly mediaType: string;
	/** Of the file name. */
	readonly ending: string;
	/** Looks at the outside only. */
	accepts(given: Given): boolean;
	/** @param now begin of validity where the file names none */
	read(given: Given, now: Date): Result<ReadPackage>;
	write(advisory: AdvisoryPackage): string;
}

export const sharingFormats: readonly SharingFormat[] = [
	stix, // STIX 2.1 bundle, TLP 2.0
	misp, // MISP event
	csaf, // CSAF 2.0 security advisory
	csv, //  one indicator a line
];

/** Reads a file of any known form, and tells which. */
export function readShared(given: Given, now: Date): { readonly format: string; readonly read: Result<ReadPackage> } {
	const format = sharingFormats.find((one) => one.accepts(given));
	if (format !== undefined) return { format: format.name, read: format.read(given, now) };
	const names = sharingFormats.map(({ name }) => name).join(', ');
	return { format: '', read: fail(finding('form-unknown', '/body', `not a form that is known here; known: ${names}`)) };
}
