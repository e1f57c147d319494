import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Certificate } from '../helpers/certificates.ts';

const program = join(import.meta.dirname, 'server.ts');

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, 'close');
	return port;
}

export interface Ports {
	readonly http: number;
	readonly syslog: number;
	readonly tls: number;
}

/** The receiving server in a process of its own, which can be killed and started again. */
export class Peer {
	readonly ports: Ports;
	readonly #env: Record<string, string>;
	#child: ChildProcess | undefined;

	constructor(folder: string, ports: Ports, own: Certificate, fingerprint: string) {
		this.ports = ports;
		this.#env = {
			...{ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: folder, LOG_LEVEL: 'fatal', METRICS_PORT: '0' },
			...{ PORT: String(ports.http), SYSLOG_PORT: String(ports.syslog), SYSLOG_TLS_PORT: String(ports.tls) },
			...{ SYSLOG_TLS_KEY: own.key, SYSLOG_TLS_CERT: own.cert, CLIENT_FINGERPRINT: fingerprint },
		};
	}

	async start(): Promise<void> {
		const child = spawn(process.execPath, [program], { env: this.#env, stdio: ['ignore', 'pipe', 'inherit'] });
		this.#child = child;
		await new Promise<void>((resolve, reject) => {
			child.stdout?.once('data', () => resolve());
			child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
		});
	}

	async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const child = this.#child;
		if (child === undefined || child.exitCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}

	/**
	 * Waits until all `count` numbered lines are kept, and shows that each is kept once and one alerted. @param sweep takes away
	 * first what unfinished batches left, once all lines are there.
	 */
	async expectOnce(text: string, count: number, host: string, sweep = false): Promise<void> {
		const kept = () =>
			fetch(`http://127.0.0.1:${this.ports.http}/kept?text=${encodeURIComponent(text)}&host=${host}`)
				.then((answer) => answer.json())
				.catch(() => undefined);
		if (sweep) {
			await expect.poll(kept, { timeout: 45_000, interval: 500 }).toMatchObject({ different: count, alerts: 1 });
			await fetch(`http://127.0.0.1:${this.ports.http}/swept`);
		}
		await expect.poll(kept, { timeout: 45_000, interval: 500 }).toEqual({ n: count, different: count, alerts: 1 });
	}
}

/** Numbered lines of a sensor, one of them of a miner. */
export function eventLines(text: string, count: number, host: string): string[] {
	return Array.from({ length: count }, (_, at) => {
		const signature = `${text} ${at}`;
		const category = at === 7 ? 'Crypto Currency Mining Activity Detected' : 'Misc activity';
		return JSON.stringify({
			...{ timestamp: new Date().toISOString(), event_type: 'alert', src_ip: host, dest_ip: '198.51.100.9', proto: 'TCP' },
			alert: { action: 'allowed', signature, category, severity: 1 },
		});
	});
}
