import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** One step of a trace (W3C Trace Context, level 1): which whole it belongs to, and its own number. */
export interface Trace {
	readonly traceId: string;
	readonly spanId: string;
	/** Two hexadecimal digits; the last bit says that the caller keeps this trace. */
	readonly flags: string;
}

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const storage = new AsyncLocalStorage<Trace>();

/**
 * The next step after what a caller sent in `traceparent`; a new trace when that is absent or breaks the standard's
 * section 3.2: version ff, ids of zeros only, or more than four parts in version 00.
 */
export function nextTrace(traceparent: unknown, draw: (bytes: number) => Buffer = randomBytes): Trace {
	const [, version, traceId = '', parent = '', flags = '00', more] = form.exec(String(traceparent)) ?? [];
	const spanId = draw(8).toString('hex');
	const known = version !== undefined && version !== 'ff' && !(version === '00' && more !== undefined);
	if (!known || /^0+$/.test(traceId) || /^0+$/.test(parent)) return { traceId: draw(16).toString('hex'), spanId, flags: '00' };
	return { traceId, spanId, flags: version === '00' ? flags : '00' };
}

export function traceparentOf({ traceId, spanId, flags }: Trace): string {
	return `00-${traceId}-${spanId}-${flags}`;
}

/** Runs work as a step of this trace: its log lines, jobs and calls out carry the trace. */
export function traced<T>(trace: Trace, work: () => T): T {
	return storage.run(trace, work);
}

/** What goes along with a call to another program; nothing outside a trace. */
export function traceHeaders(): { readonly traceparent?: string } {
	const trace = storage.getStore();
	return trace === undefined ? {} : { traceparent: traceparentOf(trace) };
}

/** What a log line says of its trace. */
export function traceFields(): object {
	const trace = storage.getStore();
	return trace === undefined ? {} : { trace_id: trace.traceId, span_id: trace.spanId };
}
