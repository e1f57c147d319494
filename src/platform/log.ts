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
	'*.password',
	'*.secret',
	'*.token',
	'*.email',
	'*.name',
];

/** What gives itself away wherever it stands in a line: our own secrets, a password in an address, an address of mail. */
const secrets: readonly (readonly [RegExp, string])[] = [
	[/\bdw[a-z]_[\w-]+/g, '[removed]'],
	[/\bwhsec_[\w+/=-]+/g, '[removed]'],
	[/\b(Bearer|Basic) [\w+/=.~-]+/gi, '$1 [removed]'],
	[/:\/\/[^\s/@"\\]{1,300}@/g, '://[removed]@'],
	[/[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '[removed]'],
];

function withoutSecrets(line: string): string {
	return secrets.reduce((text, [what, instead]) => text.replaceAll(what, instead), line);
}

/** What went wrong and where in our code. Drivers hang rows, recipients and requests on their faults: those stay behind. */
function faultOf(fault: unknown): object {
	if (!(fault instanceof Error)) return { type: typeof fault };
	const { code } = fault as { code?: unknown };
	const known = typeof code === 'string' || typeof code === 'number' ? { code } : {};
	const cause = fault.cause instanceof Error ? { cause: fault.cause.message } : {};
	return { type: fault.name, ...known, message: fault.message, stack: fault.stack, ...cause };
}

export function openLog(level: string, destination?: { write(line: string): void }): Log {
	const options = {
		...{ level, redact: { paths: redacted, censor: '[removed]' }, base: null, mixin: traceFields },
		...{ serializers: { err: faultOf }, hooks: { streamWrite: withoutSecrets } },
	};
	return destination === undefined ? pino(options) : pino(options, destination);
}
