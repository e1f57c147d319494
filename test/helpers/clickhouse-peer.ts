import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Session } from 'chdb';

/**
 * ClickHouse's HTTP interface on a real ClickHouse engine (chDB), as a process of its own: enough of it for
 * `@clickhouse/client`. Statements and parameters come in the address, in the body or in multipart form.
 * Usage: node clickhouse-peer.ts FOLDER; prints its port.
 */
const session = new Session(process.argv[2]);

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

interface Asked {
	readonly statement: string;
	readonly data: Buffer;
	readonly parameters: Record<string, unknown>;
}

async function read(request: IncomingMessage): Promise<Asked> {
	const fields = new Map(new URL(request.url ?? '/', 'http://peer').searchParams);
	let body = await bytesOf(request);
	const type = request.headers['content-type'] ?? '';
	if (type.startsWith('multipart/form-data')) {
		const form = await new Response(Readable.toWeb(Readable.from([body])) as ReadableStream, {
			headers: { 'content-type': type },
		}).formData();
		for (const [name, value] of form) fields.set(name, String(value));
		body = Buffer.alloc(0);
	}
	const given = fields.get('query');
	const bound = [...fields].filter(([name]) => name.startsWith('param_'));
	return {
		statement: (given ?? body.toString('utf8')).trim(),
		data: given === undefined ? Buffer.alloc(0) : body,
		parameters: Object.fromEntries(bound.map(([name, value]) => [name.slice('param_'.length), parameterOf(value)])),
	};
}

const meant: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', 0: '\0' };
const unescaped = (text: string) => text.replace(/\\(.)/gs, (_all, letter: string) => meant[letter] ?? letter);

/** Parameters travel as escaped text; lists of text with every element in single quotes. */
function parameterOf(text: string): unknown {
	if (!text.startsWith('[')) return unescaped(text);
	if (!text.startsWith("['")) return JSON.parse(text);
	return [...text.matchAll(/'((?:[^'\\]|\\.)*)'/gs)].map(([, element = '']) => unescaped(element));
}

async function answer({ statement, data, parameters }: Asked): Promise<string> {
	const insert = /^insert into (\S+)\s*\(([^)]*)\)\s*format native$/i.exec(statement);
	if (insert !== null) {
		const [, table = '', columns = ''] = insert;
		const file = join(process.argv[2] ?? '', `block-${randomUUID()}`);
		writeFileSync(file, data);
		await session.queryAsync(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM file('${file}', 'Native')`);
		rmSync(file);
		return '';
	}
	const plain = statement.replace(/\s+format jsoneachrow;?$/i, '');
	return (await session.queryBindAsync(plain, parameters, { format: 'JSONEachRow' })).text();
}

const server = createServer((request, response) => {
	read(request)
		.then(answer)
		.then(
			(text) => response.writeHead(200, { 'content-type': 'text/plain' }).end(text),
			(fault: Error) => {
				const code = /Code: (\d+)/.exec(fault.message)?.[1] ?? '1';
				response.writeHead(500, { 'x-clickhouse-exception-code': code }).end(fault.message);
			},
		);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as { port: number }).port}\n`));
process.on('disconnect', () => process.exit(0));
