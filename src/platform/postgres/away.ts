/**
 * SQLSTATE and system codes that say: not now. Connection exceptions (class 08), operator intervention (57P0x: shut down,
 * crashed, starting up), no connection or lock to be had, and a transaction that lost to another and must be tried again.
 */
const codes = new Set([
	...['57P01', '57P02', '57P03', '57P05', '53300', '55P03', '40001', '40P01'],
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/** What the driver says, without a code, when its connection is gone or cannot be had in time. */
const words =
	/^(Connection terminated|Client has encountered a connection error|Client was closed|timeout e|Cannot use a pool after)/;

/** The database, or the way to it, was away: the same can be tried again. */
export function databaseAway(fault: unknown): boolean {
	const { code, message } = (fault ?? {}) as { code?: unknown; message?: unknown };
	// The telemetry store numbers its faults.
	if (typeof code === 'string' && (codes.has(code) || code.startsWith('08'))) return true;
	return typeof message === 'string' && words.test(message);
}
