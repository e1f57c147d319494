const mebibyte = 1024 * 1024;

/** Bounds of one batch and of all batches of a process together; bytes. */
export const limits = {
	/** As it comes over the wire. */
	wire: 128 * mebibyte,
	/** After decompression, lines that are too long included. */
	unpacked: 256 * mebibyte,
	/** Lines that are kept to be worked on. */
	kept: 64 * mebibyte,
	/** A batch that is one document instead of lines. */
	document: 32 * mebibyte,
	line: mebibyte,
	lines: 500_000,
	/** Blank lines included. */
	numbered: 5_000_000,
	/** All batches under way; beyond it new ones are asked to come back. */
	underWay: 384 * mebibyte,
	/** Written to the telemetry store and not yet durable. */
	telemetryWaiting: 256 * mebibyte,
	/** Kept of a line that could not be used. */
	excerpt: 500,
	deadLettersPerBatch: 200,
	deadLettersPerSensor: 1000,
	/** Different (cause, host) pairs of one batch; the rest counts on the cause alone. */
	alertsPerBatch: 1000,
} as const;

/** Days that events and what was seen in them are kept. */
export const keepDays = { events: 90, observables: 400 } as const;
