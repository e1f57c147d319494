import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Config, Platform } from '#platform';
import { Connection } from './connection.ts';
import { type Proof, proofOf } from './identity.ts';

const bounds = { connections: 2000, handshake: 10_000, keepAlive: 60_000 };

export interface SyslogListeners {
	/** Ports that were taken; absent where none was asked. */
	readonly port?: number;
	readonly tlsPort?: number;
	/** Takes no new connections and makes durable what was read. */
	stop(): Promise<void>;
}

/** Listens for syslog over TCP (RFC 6587) and over TLS (RFC 5425) where the settings name a port. */
export async function listenForSyslog(platform: Platform, run: string = crypto.randomUUID()): Promise<SyslogListeners> {
	const { config } = platform;
	const connections = new Set<Connection>();
	let count = 0;
	const welcome = (socket: Socket, proof?: Proof) => {
		socket.setKeepAlive(true, bounds.keepAlive);
		socket.on('error', () => undefined);
		const connection = new Connection(platform, socket, `${run}:${count++}`, proof);
		connections.add(connection);
		socket.once('close', () => void connection.drained().finally(() => connections.delete(connection)));
	};
	const servers: Server[] = [];
	const open = async (server: Server, port: number): Promise<number> => {
		server.maxConnections = bounds.connections;
		await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, config.HOST, resolve));
		servers.push(server);
		return (server.address() as { port: number }).port;
	};
	const plain =
		config.SYSLOG_PORT === undefined
			? undefined
			: await open(
					createPlainServer((socket) => welcome(socket)),
					config.SYSLOG_PORT,
				);
	const secured = (socket: TLSSocket) => welcome(socket, proofOf(socket, platform.clock.now()));
	const tls =
		config.SYSLOG_TLS_PORT === undefined
			? undefined
			: await open(createTlsServer(tlsOptions(config), secured), config.SYSLOG_TLS_PORT);
	return {
		...(plain === undefined ? {} : { port: plain }),
		...(tls === undefined ? {} : { tlsPort: tls }),
		async stop() {
			const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
			await Promise.all([...connections].map((connection) => connection.stop()));
			await Promise.all(closed);
		},
	};
}

/** A certificate is asked for and not demanded: a sensor without one shows its token. Who is who is settled by identity.ts. */
function tlsOptions(config: Config) {
	return {
		key: config.SYSLOG_TLS_KEY,
		cert: config.SYSLOG_TLS_CERT,
		ca: config.SYSLOG_TLS_CA,
		requestCert: true,
		rejectUnauthorized: false,
		minVersion: 'TLSv1.2' as const,
		handshakeTimeout: bounds.handshake,
	};
}
