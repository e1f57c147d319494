import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FastifyInstance } from 'fastify';

/** One registry a process; rooms add their own counters to it. */
export const registry = new Registry();

export const eventsIngested = new Counter({
	name: 'dijkwacht_events_ingested_total',
	help: 'Events acknowledged',
	registers: [registry],
});
export const eventsRefused = new Counter({
	name: 'dijkwacht_events_refused_total',
	help: 'Lines kept as dead letters',
	registers: [registry],
});
export const alertsRaised = new Counter({ name: 'dijkwacht_alerts_raised_total', help: 'Alerts raised', registers: [registry] });
export const telemetryRestarts = new Gauge({
	name: 'dijkwacht_telemetry_restarts',
	help: 'Times the telemetry child was started again',
	registers: [registry],
});
const answered = new Histogram({
	name: 'dijkwacht_http_seconds',
	help: 'Time to answer by route',
	labelNames: ['method', 'route', 'status'],
	buckets: [0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 1, 5],
	registers: [registry],
});

export function measureAnswers(app: FastifyInstance): void {
	app.addHook('onResponse', async (request, reply) => {
		const route = request.routeOptions.url ?? 'unknown';
		answered.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
	});
}

/** Metrics on a port of their own; 0 keeps them off. */
export async function serveMetrics(host: string, port: number): Promise<{ stop(): Promise<void> }> {
	if (port === 0) return { stop: () => Promise.resolve() };
	collectDefaultMetrics({ register: registry });
	const server: Server = createServer((request, response) => {
		if (request.url !== '/metrics') {
			response.writeHead(404).end();
			return;
		}
		void registry.metrics().then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text));
	});
	await new Promise<void>((done, failed) => {
		server.once('error', failed);
		server.listen(port, host, done);
	});
	return { stop: () => new Promise((done) => server.close(() => done())) };
}
