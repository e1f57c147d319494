import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';

/** A sender in a process of its own, as cheap as can be: bodies lie ready, only the number in each line changes. */
export interface Orders {
	readonly port: number;
	readonly token: string;
	readonly lines: readonly string[];
	readonly batch: number;
	readonly senders: number;
	readonly gzip: boolean;
	readonly events: number;
	/** Stops after these seconds, whatever was sent. */
	readonly seconds: number;
}

export interface Told {
	readonly events: number;
	readonly refused: number;
	readonly alerts: number;
	readonly bytes: number;
	readonly busy: number;
	readonly latencies: readonly number[];
}

interface Ready {
	readonly bytes: Buffer;
	readonly events: number;
	/** Where the ten digits of each line stand. */
	readonly places: readonly number[];
}

const first = 1_000_000_000;
const field = `{"sequence":${first},`;

function prepare({ lines, batch }: Orders): Ready[] {
	const bodies: Ready[] = [];
	for (let from = 0; from < lines.length; from += batch) {
		const some = lines.slice(from, from + batch).map((line) => Buffer.from(`${field}${line.slice(1)}\n`));
		let end = 0;
		const places: number[] = [];
		for (const line of some) {
			places.push(end + field.length - 11);
			end += line.length;
		}
		bodies.push({ bytes: Buffer.concat(some), events: some.length, places });
	}
	return bodies;
}

let sequence = 0;

/** Every line gets a number no line had before: a repeated line would be known as one. */
function numbered({ bytes, places }: Ready): Buffer {
	for (const place of places) bytes.write(String(first + sequence++), place, 10, 'latin1');
	return bytes;
}

function post(orders: Orders, agent: Agent, body: Buffer, key: string): Promise<{ status: number; text: string }> {
	const headers = {
		...{ authorization: `Bearer ${orders.token}`, 'content-type': 'application/x-ndjson', 'content-length': body.length },
		...{ 'idempotency-key': key, ...(orders.gzip ? { 'content-encoding': 'gzip' } : {}) },
	};
	return new Promise((resolve, reject) => {
		const asked = request({ agent, port: orders.port, path: '/v1/ingest/events', method: 'POST', headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (part: string) => {
				text += part;
			});
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
		});
		asked.on('error', reject);
		asked.end(body);
	});
}

async function send(orders: Orders, bodies: readonly Ready[]): Promise<Told> {
	const agent = new Agent({ keepAlive: true, maxSockets: orders.senders });
	const told = { events: 0, refused: 0, alerts: 0, bytes: 0, busy: 0, latencies: [] as number[] };
	const began = performance.now();
	let taken = 0;
	let count = 0;
	const one = async () => {
		while (taken < orders.events && performance.now() - began < orders.seconds * 1000) {
			const ready = bodies[count % bodies.length]!;
			const key = `bench-${count++}`;
			taken += ready.events;
			const plain = Buffer.from(numbered(ready));
			const body = orders.gzip ? gzipSync(plain, { level: 1 }) : plain;
			for (;;) {
				const at = performance.now();
				const { status, text } = await post(orders, agent, body, key);
				if (status === 429 || status === 503) {
					told.busy++;
					await new Promise((resolve) => setTimeout(resolve, 250));
					continue;
				}
				if (status !== 200) throw new Error(`${status} ${text}`);
				const answer = JSON.parse(text) as { accepted: number; refused: number; alerts: number };
				told.latencies.push(performance.now() - at);
				told.events += answer.accepted;
				told.refused += answer.refused;
				told.alerts += answer.alerts;
				told.bytes += plain.length;
				break;
			}
		}
	};
	await Promise.all(Array.from({ length: orders.senders }, one));
	agent.destroy();
	return told;
}

process.once('message', (orders: Orders) => {
	const bodies = prepare(orders);
	process.send?.('ready');
	process.once('message', () => void send(orders, bodies).then((told) => process.send?.({ told })));
});
