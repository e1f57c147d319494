import type { Telemetry } from '#platform';
import type { Span } from './look-back.ts';
import { mayHold } from './may-hold.ts';

export interface StoredLine {
	readonly time: Date;
	/** UInt64 in digits. */
	readonly batch: string;
	readonly line: number;
	readonly received: Date;
	readonly raw: string;
}

export interface ReplayOptions {
	readonly limit: number;
	readonly after: Pick<StoredLine, 'time' | 'batch' | 'line'> | undefined;
	/** See `requiredTexts` of the engine: lines of JSON without any of them cannot match. */
	readonly texts: readonly string[] | undefined;
	/** Batches that do not count: UInt64 in digits. */
	readonly unfinished: readonly string[];
}

/** Formats whose record goes to the rules as the line has it; of the others a field may hold what no line shows. */
const plainJson = [
	...['cloudtrail', 'ecs', 'entra-sign-in', 'google-workspace', 'microsoft-365', 'ocsf', 'okta', 'plain', 'suricata-eve'],
	...['windows-evtx', 'windows-nxlog', 'windows-winlogbeat'],
];

const inSpan = `institution = {institution:UUID} AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}`;
interface Row {
	readonly moment: number;
	readonly number: string;
	readonly place: number;
	readonly came: number;
	readonly text: string;
}

/** A page ends at so many bytes too: lines are up to 1 MiB. Of as many bytes there are at least a quarter as many letters. */
const enough = { bytes: 33_554_432, letters: 8_000_000 } as const;

/** Whether more lines may follow these. */
export function mayGoOn(lines: readonly StoredLine[], limit: number): boolean {
	return lines.length === limit || lines.reduce((sum, { raw }) => sum + raw.length, 0) >= enough.letters;
}

/** The stored lines of one institution in the order of their time, page by page, each once; those without a chance left out. */
export async function replayPage(
	telemetry: Telemetry,
	institution: string,
	span: Span,
	{ limit, after, texts, unfinished }: ReplayOptions,
): Promise<StoredLine[]> {
	const further =
		after === undefined ? '' : "AND (time, batch, line) > ({at:DateTime64(3, 'UTC')}, {atBatch:UInt64}, {atLine:UInt32})";
	const chance = texts && mayHold(texts);
	const rows = await telemetry.query<Row>(
		`SELECT toUnixTimestamp64Milli(time) AS moment, toString(batch) AS number, line AS place,
			toUnixTimestamp64Milli(received) AS came, raw AS text
		FROM dijkwacht.events WHERE ${inSpan} ${further} AND batch NOT IN (SELECT toUInt64(arrayJoin({unfinished:Array(String)})))
			${chance === undefined ? '' : `AND (format NOT IN {plain:Array(String)} OR ${chance.sql})`}
		ORDER BY institution, time, batch, line LIMIT 1 BY batch, line LIMIT {limit:UInt32} SETTINGS max_threads = 1, max_result_bytes = ${enough.bytes}, result_overflow_mode = 'break'`,
		{
			...{
				institution,
				from: after === undefined || after.time < span.from ? span.from : after.time,
				to: span.to,
				limit,
				unfinished,
			},
			...(chance && { plain: plainJson, ...chance.values }),
			...(after && { at: after.time, atBatch: after.batch, atLine: after.line }),
		},
	);
	return rows.map(({ moment, number, place, came, text }) => ({
		...{ time: new Date(moment), batch: number, line: place, received: new Date(came), raw: text },
	}));
}

/** Lines of these institutions in the span: what a replay has before it, about. */
export async function countLines(telemetry: Telemetry, institutions: readonly string[], span: Span): Promise<number> {
	const [row] = await telemetry.query<{ count: number }>(
		`SELECT toFloat64(count()) AS count FROM dijkwacht.events WHERE institution IN {institutions:Array(UUID)}
			AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}`,
		{ institutions, from: span.from, to: span.to },
	);
	return row?.count ?? 0;
}
