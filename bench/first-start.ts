import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

/**
 * node bench/first-start.ts: `npm start` on an empty data folder and once more on the filled one, as root and as an ordinary
 * user, from a plain path, a path with spaces and below a home that is closed to others. Seconds until "Ready", and
 * in brackets the processor time of all its processes until then, which other work on the machine does not change. Needs root,
 * because it makes the user; works on hard links of this checkout and removes them.
 */
const root = join(import.meta.dirname, '..');
const bars = { first: 30, later: 4 };
const user = { name: 'dijkwacht-start', uid: 61_973, gid: 61_973 };
const base = '/home/dijkwacht-start-bench';

interface Place {
	readonly from: string;
	readonly folder: string;
	/** The home of whoever starts it, mode 700. */
	readonly home: string;
}
interface Row {
	readonly as: string;
	readonly from: string;
	readonly first: string;
	readonly later: string;
	readonly postgres: string;
	readonly passed: boolean;
}

function run(program: string, ...words: string[]): void {
	const done = spawnSync(program, words, { encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${done.stderr}`);
}

/** The checkout as a newcomer has it after `npm ci`: no screens built, no data. */
function checkout({ folder }: Place, asRoot: boolean): void {
	mkdirSync(folder, { recursive: true });
	const names = readdirSync(root).filter((name) => !['.git', 'data'].includes(name));
	run('cp', '-al', ...names.map((name) => join(root, name)), folder);
	rmSync(join(folder, 'web/dist'), { recursive: true, force: true });
	if (!asRoot) run('find', folder, '-type', 'd', '-exec', 'chown', '-h', `${user.uid}:${user.gid}`, '{}', '+');
}

/** The user that runs the PostgreSQL in this data folder. */
function ownerOfPostgres(folder: string): string {
	for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
		try {
			const words = readFileSync(`/proc/${name}/cmdline`, 'utf8');
			if (!words.includes('bin/postgres\0') || !words.includes(folder)) continue;
			const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
			return spawnSync('id', ['-nu', String(uid)], { encoding: 'utf8' }).stdout.trim();
		} catch {
			// It ended while we looked.
		}
	}
	return 'elsewhere';
}

/** Processor seconds of a process, of those under it and of those that ended under it. */
function processorSeconds(pid: number): number {
	const stats = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
				const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
				return [{ pid: Number(name), parent: Number(fields[1]), seconds: ticks / 100 }];
			} catch {
				return [];
			}
		});
	const under = (parent: number): number =>
		stats.filter((one) => one.parent === parent).reduce((sum, one) => sum + one.seconds + under(one.pid), 0);
	return (stats.find((one) => one.pid === pid)?.seconds ?? 0) + under(pid);
}

interface Started {
	readonly seconds: number;
	readonly processor: number;
	readonly text: string;
	readonly postgres: string;
}

/** @returns seconds from `npm start` to "Ready", or what it printed instead */
async function start(place: Place, asRoot: boolean): Promise<Started> {
	const env = { PATH: process.env['PATH'] ?? '', HOME: place.home, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'warn' };
	const began = performance.now();
	const who = asRoot ? {} : { uid: user.uid, gid: user.gid };
	const child = spawn('npm', ['start'], { ...who, cwd: place.folder, env, detached: true });
	let text = '';
	for (const out of [child.stdout, child.stderr]) out.on('data', (part: Buffer) => (text += part));
	const ended = new Promise((done) => child.once('close', done));
	while (!text.includes('Ready in') && child.exitCode === null) await new Promise((next) => setTimeout(next, 20));
	const seconds = (performance.now() - began) / 1000;
	const processor = processorSeconds(child.pid ?? 0);
	const pointer = join(place.folder, 'data', 'postgres-location');
	const kept = spawnSync('cat', [pointer], { encoding: 'utf8' }).stdout.trim() || place.folder;
	const postgres = ownerOfPostgres(kept);
	if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGTERM');
	await ended;
	if (kept !== place.folder) places.add(kept);
	return { seconds: text.includes('Ready in') ? seconds : Number.NaN, processor, text, postgres };
}

/** Folders made outside the base, to be removed with it. */
const places = new Set<string>();

const told = ({ seconds, processor }: Started) => `${seconds.toFixed(1)} s (${processor.toFixed(1)} s)`;

async function measure(place: Place, asRoot: boolean): Promise<Row> {
	checkout(place, asRoot);
	const first = await start(place, asRoot);
	const later = await start(place, asRoot);
	for (const { seconds, text } of [first, later]) if (Number.isNaN(seconds)) process.stderr.write(`${place.folder}:\n${text}\n`);
	return {
		...{ as: asRoot ? 'root' : 'an ordinary user', from: place.from, postgres: first.postgres },
		...{ first: told(first), later: told(later) },
		passed: first.seconds <= bars.first && later.seconds <= bars.later && first.postgres !== 'root',
	};
}

if (process.getuid?.() !== 0) throw new Error('start this as root: it makes an ordinary user');
rmSync(base, { recursive: true, force: true });
spawnSync('userdel', [user.name]);
run('useradd', '-M', '-u', String(user.uid), '-U', '-d', join(base, 'home'), user.name);
try {
	console.log(
		`| as | from | first start | later start | PostgreSQL runs as | within ${bars.first} s and ${bars.later} s |\n|---|---|---|---|---|---|`,
	);
	for (const asRoot of [true, false]) {
		const side = join(base, asRoot ? 'r' : 'u');
		const home = join(side, 'closed home');
		mkdirSync(join(side, 'open'), { recursive: true });
		mkdirSync(home, { mode: 0o700 });
		if (!asRoot) for (const folder of [home, join(side, 'open')]) chownSync(folder, user.uid, user.gid);
		const all: Place[] = [
			{ from: 'a plain path', folder: join(side, 'open/dijkwacht'), home },
			{ from: 'a path with spaces', folder: join(side, 'open/mijn map/de dijk wacht'), home },
			{ from: 'below a home closed to others', folder: join(home, 'dijkwacht'), home },
		];
		for (const place of all) {
			const { as, from, first, later, postgres, passed } = await measure(place, asRoot);
			console.log(`| ${as} | ${from} | ${first} | ${later} | ${postgres} | ${passed ? 'yes' : 'no'} |`);
			rmSync(place.folder, { recursive: true, force: true });
		}
	}
	console.log(
		`\nLoad average while it ran: ${loadavg()
			.map((load) => load.toFixed(1))
			.join(', ')}`,
	);
} finally {
	for (const folder of [base, ...places]) rmSync(folder, { recursive: true, force: true });
	run('userdel', user.name);
}
