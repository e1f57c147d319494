import { readFileSync, readlinkSync } from 'node:fs';

/** Milliseconds of one clock tick of /proc. */
const tick = 10;

/** Where the kernel tells about the thread that asks; undefined on systems that do not. */
export function ownTask(): string | undefined {
	try {
		return `/proc/${readlinkSync('/proc/thread-self')}/stat`;
	} catch {
		return undefined;
	}
}

/**
 * Milliseconds of processor that a thread has used, from outside it and however stuck it is: on a busy machine it stands
 * still while the clock runs. Without the kernel's word it is the clock.
 */
export function timeOf(task: string | undefined): number {
	if (task === undefined) return performance.now();
	try {
		const text = readFileSync(task, 'latin1');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) * tick;
	} catch {
		// It has just ended.
		return 0;
	}
}
