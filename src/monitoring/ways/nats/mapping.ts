import { createHash } from 'node:crypto';

/** One row of NATS_SENSORS: messages of a stream under a subject are events of a sensor. */
export interface Mapping {
	readonly stream: string;
	/** May hold the wildcards of NATS, `*` and `>`. */
	readonly subject: string;
	readonly sensor: string;
	/** Name of the durable consumer. */
	readonly consumer: string;
	/** What the keys of its batches begin with. */
	readonly prefix: string;
}

/** Reads `STREAM/SUBJECT=SENSOR-ID`, whose form the settings have checked. */
export function mappingOf(row: string): Mapping {
	const slash = row.indexOf('/');
	const equals = row.lastIndexOf('=');
	const [stream, subject, sensor] = [row.slice(0, slash), row.slice(slash + 1, equals), row.slice(equals + 1)];
	const mark = createHash('sha256').update(`${subject} ${sensor}`).digest('hex').slice(0, 12);
	return { stream, subject, sensor, consumer: `dijkwacht-${mark}`, prefix: `nats:${stream}:${mark}:` };
}
