import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { type Finding, type Result, fail, finding, indicatorKinds, matchKinds, ok, tlpLevels } from '#kernel';
import type { SharingFormat } from '../formats.ts';
import type { SharedIndicator } from '../model/indicator.ts';
import { normalSought } from '../model/normal.ts';
import { type AdvisoryPackage, emptyText, type Given, type ReadPackage } from '../model/package.ts';
import { asConfidence, asMoment } from './safe-json.ts';

const columns = ['kind', 'match', 'value', 'valid_from', 'valid_until', 'tlp', 'confidence'] as const;

/** A spreadsheet runs what begins with these; the apostrophe makes it text and is taken off when read. */
const guard = (value: string) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
const unguard = (value: string) => (/^'[=+\-@]/.test(value) ? value.slice(1) : value);

function write(advisory: AdvisoryPackage): string {
	const rows = advisory.indicators.map((one) => [
		...[one.kind, one.match, guard(one.value), one.validFrom, one.validUntil ?? '', one.tlp, one.confidence],
	]);
	return stringify([[...columns], ...rows]);
}

const unbom = (text: string) => (text.startsWith('\ufeff') ? text.slice(1) : text);
const header = (text: string) => unbom(text.slice(0, 2000)).split(/\r?\n/, 1)[0]?.toLowerCase() ?? '';

function accepts(given: Given): boolean {
	if (typeof given !== 'string') return false;
	const names = header(given).split(/[;,]/);
	return ['kind', 'value'].every((name) => names.some((one) => one.trim().replaceAll('"', '') === name));
}

function read(given: Given, now: Date): Result<ReadPackage> {
	const text = unbom(String(given));
	let records: { record: Record<string, string>; info: { lines: number } }[];
	try {
		records = parse(text, {
			...{ columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()), info: true, trim: true },
			...{ delimiter: header(text).includes(';') ? ';' : ',', skip_empty_lines: true, comment: '#', comment_no_infix: true },
			max_record_size: 10_000,
		}) as unknown as typeof records;
	} catch (fault) {
		const { lines = 0, message } = fault as { lines?: number; message: string };
		return fail(finding('csv-unreadable', `line ${lines}`, message));
	}
	const findings: Finding[] = [];
	const indicators = records.flatMap(({ record, info }) => readRow(record, info.lines, now, findings));
	return findings.length > 0
		? fail(...findings)
		: ok({ indicators, title: null, summary: emptyText, tlp: null, lines: [], passedOver: [] });
}

function readRow(record: Record<string, string>, line: number, now: Date, findings: Finding[]): SharedIndicator[] {
	const refuse = (column: string, detail: string) => {
		findings.push(finding('csv-value', `line ${line}, column ${column}`, detail));
		return [];
	};
	const kind = indicatorKinds.find((one) => one === record.kind);
	if (kind === undefined) return refuse('kind', `one of ${indicatorKinds.join(', ')}`);
	const match = matchKinds.find((one) => one === (record.match || 'exact'));
	if (match === undefined) return refuse('match', `one of ${matchKinds.join(', ')}`);
	const tlp = tlpLevels.find((one) => one === (record.tlp || 'amber').toLowerCase().replace(/^tlp:/, ''));
	if (tlp === undefined) return refuse('tlp', `one of ${tlpLevels.join(', ')}`);
	const validFrom = record.valid_from ? asMoment(record.valid_from) : now.toISOString();
	if (validFrom === undefined) return refuse('valid_from', 'not a moment of ISO 8601');
	const validUntil = record.valid_until ? asMoment(record.valid_until) : null;
	if (validUntil === undefined) return refuse('valid_until', 'not a moment of ISO 8601');
	if (validUntil !== null && validUntil <= validFrom) return refuse('valid_until', 'ends before it begins');
	const sought = normalSought(kind, match, unguard(record.value ?? ''), `line ${line}, column value`);
	if (!sought.ok) {
		findings.push(...sought.findings);
		return [];
	}
	return [{ ...sought.value, tlp, confidence: asConfidence(record.confidence, 75), validFrom, validUntil }];
}

/** One indicator a line; `kind` and `value` are needed, comma or semicolon. */
export const csv: SharingFormat = { name: 'csv', mediaType: 'text/csv', ending: 'csv', accepts, read, write };
