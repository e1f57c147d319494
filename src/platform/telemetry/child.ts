import { basename, dirname, join } from 'node:path';
import { drainPending, Session } from 'chdb';
import { quoted, withLiterals } from './literals.ts';
import { Readers } from './readers.ts';
import { limits } from './telemetry.ts';
import type { Answer, Order, Work } from './wire.ts';

/** The child process of the embedded engine: chDB lives and dies here, away from the server. */
const directory = process.argv[2] ?? '';
const limitArguments = Object.entries(limits).map(([name, value]) => `--${name}=${value}`);
/** Questions side by side. The engine shares its threads among them; more would only share the memory in smaller parts. */
const readersAtOnce = 3;
/** One thread: several hand a block around between them and cost eight times as much. Equal rows fall together in merging. */
const writing = 'max_threads = 1, optimize_on_insert = 0, max_execution_time = 300';
let writer: Session | undefined;
let readers: Readers | undefined;
const sessions: Session[] = [];

function reply(answer: Answer): void {
	if (process.connected) process.send?.(answer);
}

function numberOf(error: unknown): number {
	const found = /Code: (\d+)\./.exec(String((error as Error).message));
	return found === null ? 0 : Number(found[1]);
}

function openSession(): Session {
	const session = new Session(directory, { connectionArgs: [...limitArguments, '--mark_cache_size=268435456'] });
	sessions.push(session);
	return session;
}

/** A predecessor that is still dying holds the directory (code 76) for a moment. */
async function open(): Promise<void> {
	for (let attempt = 1; writer === undefined; attempt++) {
		try {
			writer = openSession();
		} catch (error) {
			if (numberOf(error) !== 76 || attempt === 300) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
	await writer.queryAsync('CREATE DATABASE IF NOT EXISTS dijkwacht');
	readers = new Readers(Array.from({ length: readersAtOnce }, openSession), openSession());
	await readers.open();
	reply({ id: 0, text: 'ready' });
}

/** Several files as the engine wants them in one path. */
function pathOf(files: readonly string[]): string {
	const [first = ''] = files;
	return files.length === 1 ? first : join(dirname(first), `{${files.map((file) => basename(file)).join(',')}}`);
}

async function obey(order: Work): Promise<string> {
	if (writer === undefined || readers === undefined) throw new Error('The engine is not open');
	if (order.verb === 'write') {
		const columns = order.columns.join(', ');
		const source = `SELECT ${columns} FROM file(${quoted(pathOf(order.files))}, 'Native')`;
		await writer.queryAsync(`INSERT INTO ${order.table} (${columns}) ${source} SETTINGS ${writing}`);
		return '';
	}
	return readers.query(order.id, withLiterals(order.sql, order.parameters));
}

async function close(): Promise<void> {
	await drainPending();
	for (const session of sessions.reverse()) session.close();
	await drainPending();
	process.exit(0);
}

process.on('message', (order: Order) => {
	if (order.verb === 'close') {
		void close();
		return;
	}
	if (order.verb === 'cancel') {
		readers?.cancel(order.id);
		return;
	}
	obey(order).then(
		(text) => reply({ id: order.id, text }),
		(error: unknown) => reply({ id: order.id, fault: String((error as Error).message).slice(0, 2000), code: numberOf(error) }),
	);
});
// The server is gone: whole batches survive this, and its successor can have the directory at once.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C reaches the whole group; the server closes this process in order.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

open().catch((error: unknown) => {
	reply({ id: 0, fault: String((error as Error).message).slice(0, 2000), code: numberOf(error) });
	setTimeout(() => process.exit(1), 50);
});
