import type { Telemetry } from '#platform';
import type { EventPointer } from '../telemetry/look-back.ts';

export interface PointedEvent {
	readonly institution: string;
	/** UInt64 in digits. */
	readonly batch: string;
	readonly line: number;
	readonly sensor: string;
	readonly raw: string;
}

const statement = `
SELECT toString(institution) AS institution, toString(batch) AS batch, line, any(toString(sensor)) AS sensor, any(raw) AS raw
FROM dijkwacht.events
WHERE (institution, toUnixTimestamp64Milli(time), batch, line) IN (
	SELECT toUUID(i), t, toUInt64(b), n
	FROM (SELECT {institutions:Array(String)} AS i, {times:Array(Int64)} AS t, {batches:Array(String)} AS b, {lines:Array(UInt32)} AS n)
	ARRAY JOIN i, t, b, n
) AND institution IN (SELECT toUUID(arrayJoin({institutions:Array(String)})))
	AND time >= fromUnixTimestamp64Milli({first:Int64}) AND time <= fromUnixTimestamp64Milli({last:Int64})
GROUP BY institution, batch, line`;

/** The events that pointers point at, in one statement; what was kept too long ago is absent. */
export async function pointedEvents(telemetry: Telemetry, pointers: readonly EventPointer[]): Promise<PointedEvent[]> {
	if (pointers.length === 0) return [];
	const times = pointers.map(({ time }) => time.getTime());
	return telemetry.query<PointedEvent>(statement, {
		institutions: pointers.map(({ institution }) => institution),
		times,
		batches: pointers.map(({ batch }) => batch),
		lines: pointers.map(({ line }) => line),
		first: times.reduce((low, time) => Math.min(low, time)),
		last: times.reduce((high, time) => Math.max(high, time)),
	});
}
