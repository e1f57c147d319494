import { createServer, request as ask } from 'node:http';

/** A load balancer as small as they come: addresses that take events in go round the ingest processes, the rest to the web. */
export async function balancer(web: () => string, ingest: () => readonly string[]): Promise<{ base: string; stop(): void }> {
	let turn = 0;
	const server = createServer((request, response) => {
		const takesEvents = /^(\/v1)?\/ingest\//.test(request.url ?? '');
		const sides = takesEvents ? ingest() : [web()];
		const { hostname, port } = new URL(sides[turn++ % sides.length] ?? '');
		const { method, url: path, headers } = request;
		const onward = ask({ hostname, port, method, path, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
		response.on('close', () => onward.destroy());
		request.pipe(onward);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		base: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}
