import { type Logger, pino } from 'pino';
import { traceFields } from './trace.ts';

export type Log = Logger;

/** Keys whose values never reach a log line: secrets and personal data. */
export const redacted = [
	'authorization',
	'cookie',
	'password',
	'secret',
	'token',
	'email',
	'name',
	'req.headers.authorization',
	'req.headers.cookie',
	'res.headers["set-cookie"]',
	'err.detail',
	'err.where',
	'*.password',
	'*.secret',
	'*.token',
	'*.email',
	'*.name',
];

export function openLog(level: string, destination?: { write(line: string): void }): Log {
	const options = { level, redact: { paths: redacted, censor: '[removed]' }, base: null, mixin: traceFields };
	return destination === undefined ? pino(options) : pino(options, destination);
}
