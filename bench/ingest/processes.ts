import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second of /proc, on every Linux that Node runs on. */
const ticks = 100;

interface Stat {
	readonly pid: number;
	readonly parent: number;
	readonly name: string;
	/** Seconds of processor, children that have ended included. */
	readonly seconds: number;
	readonly megabytes: number;
}

function statOf(pid: number): Stat | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
		const end = text.lastIndexOf(')');
		const fields = text.slice(end + 2).split(' ');
		const used = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
		const name = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
		return { pid, parent: Number(fields[1]), name, seconds: used / ticks, megabytes: (Number(fields[21]) * 4096) / 1e6 };
	} catch {
		return undefined;
	}
}

function roleOf({ pid, name }: Stat): string {
	if (pid === process.pid) return 'server';
	if (name.includes('postgres')) return 'postgresql';
	return name.includes('telemetry/child') ? 'telemetry' : name.includes('sender.ts') ? 'sender' : 'other';
}

export interface Use {
	readonly seconds: number;
	/** Resident, what processes share counted in each. */
	readonly megabytes: number;
}

/** What this process and its descendants have used so far, by their part in the work. */
export function usage(): Map<string, Use> {
	const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
	const family = new Set([process.pid]);
	for (let before = 0; before !== family.size; ) {
		before = family.size;
		for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
	}
	const found = new Map<string, Use>();
	for (const stat of all.filter(({ pid }) => family.has(pid))) {
		const role = roleOf(stat);
		// What this process waited for before (initdb) is no part of the work.
		const known = found.get(role) ?? { seconds: 0, megabytes: 0 };
		found.set(role, { seconds: known.seconds + stat.seconds, megabytes: known.megabytes + stat.megabytes });
	}
	return found;
}
