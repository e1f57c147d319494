import { isUtf8 } from 'node:buffer';
import { bareEvent, type EventRecord } from '#engine';
import { lineFormats, objectFormats } from '../formats.ts';
import type { Reading, SyslogHeader } from './format.ts';
import { inspectJson, keysIn } from './inspect.ts';
import { readSyslog } from './syslog.ts';

/** Why a line is refused; the dead-letter list counts by these. */
export const faults = {
	empty: 'the line is empty',
	'line-too-long': 'the line is longer than 1 MiB',
	'not-utf8': 'the line is not UTF-8',
	'control-character': 'the line holds a NUL character',
	'not-json': 'the line begins as JSON and is none',
	'nested-too-deep': 'the object is nested deeper than 64 levels',
	'too-many-fields': 'the object has more than 5,000 fields',
	'duplicate-key': 'the object has the same key twice',
	'reserved-key': 'the object has the key __proto__',
	'unknown-format': 'no format recognises the line',
	'format-broken': 'the line begins as this format and does not go on as it',
	'time-implausible': 'the time of the event lies before 1990 or more than a day after its receipt',
} as const;
export type FaultReason = keyof typeof faults;

export interface Recognised extends Reading {
	/** Name of the row of formats.ts. */
	readonly format: string;
}

export interface Fault {
	readonly fault: FaultReason;
	/** Name of the format where one had accepted the line. */
	readonly format?: string;
}

const longestLine = 1_048_576;
const deepest = 64;
const mostFields = 5000;
const earliest = Date.UTC(1990, 0, 1);
const day = 86_400_000;

/** Like recognise, for bytes as they came in. */
export function recogniseBytes(bytes: Uint8Array, received: Date): Recognised | Fault {
	if (bytes.length > longestLine) return { fault: 'line-too-long' };
	if (!isUtf8(bytes)) return { fault: 'not-utf8' };
	return recognise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), received);
}

/** What one line is, or why it is refused. Never throws. `received` judges times and gives a year to those without. */
export function recognise(given: string, received: Date): Recognised | Fault {
	if (given.length > longestLine) return { fault: 'line-too-long' };
	const line = given.trim();
	if (line === '') return { fault: 'empty' };
	if (line.includes('\0')) return { fault: 'control-character' };
	if (line.charCodeAt(0) === 0x7b) return recogniseObject(line, received);
	const syslog = readSyslog(line, received);
	const message = syslog?.message ?? line;
	if (message.charCodeAt(0) === 0x7b) {
		const inner = recogniseObject(message, received);
		if (!('fault' in inner)) return inner;
	}
	return recogniseLine(message, syslog?.header, received);
}

function recogniseObject(line: string, received: Date): Recognised | Fault {
	const { depth, keys } = inspectJson(line);
	if (depth > deepest) return { fault: 'nested-too-deep' };
	if (keys > mostFields) return { fault: 'too-many-fields' };
	let event: EventRecord;
	try {
		event = JSON.parse(line) as EventRecord;
	} catch {
		return { fault: 'not-json' };
	}
	const found = keysIn(event);
	if (found < 0) return { fault: 'reserved-key' };
	if (found !== keys) return { fault: 'duplicate-key' };
	event = bareEvent(event);
	for (const format of objectFormats) {
		if (!format.accepts(event)) continue;
		return judged(format.name, format.read(event, readLine), received);
	}
	return { fault: 'unknown-format' };
}

function readLine(line: string, near: Date): Reading | undefined {
	const syslog = readSyslog(line, near);
	const message = syslog?.message ?? line;
	const format = lineFormats.find((one) => one.accepts(message, syslog?.header));
	return format?.read(message, syslog?.header, near);
}

function recogniseLine(message: string, header: SyslogHeader | undefined, received: Date): Recognised | Fault {
	for (const format of lineFormats) {
		if (!format.accepts(message, header)) continue;
		const reading = format.read(message, header, received);
		return reading === undefined ? { fault: 'format-broken', format: format.name } : judged(format.name, reading, received);
	}
	return { fault: 'unknown-format' };
}

function judged(format: string, reading: Reading, received: Date): Recognised | Fault {
	const time = reading.time?.getTime();
	if (time !== undefined && (time < earliest || time > received.getTime() + day)) return { fault: 'time-implausible', format };
	return { format, event: reading.event, time: reading.time, source: reading.source, observables: reading.observables };
}
