import { buildServer, buildWeb, type Config, addHealth, liveUpdates, measureAnswers, serveMetrics, startJobs } from '#platform';
import type { Booted } from './boot.ts';
import { authenticate, jobs, prepare, routes, startPulse, startUp, welcome } from './rooms.ts';

export interface Services {
	readonly booted: Booted;
	readonly port: number;
	/** What the person at the terminal reads: address, personas or set-up link. */
	readonly welcome: string;
	stop(): Promise<void>;
}

type Boot = (config: Config, allJobs: typeof jobs) => Promise<Booted>;

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Starts what SERVICES names, in the order in which one needs the other. */
export async function startServices(given: Config, empty: boolean, boot: Boot): Promise<Services> {
	const web = given.SERVICES.includes('web');
	// Without any setting of its own a first start on loopback is the demo; an operator names a database or --empty.
	const config = { ...given, DEMO: (given.DEMO || (given.DATABASE_URL === undefined && !empty)) && loopback.has(given.HOST) };
	const pages = web ? buildWeb() : undefined;
	pages?.catch(() => undefined);
	const booted = await boot(config, jobs);
	const { platform } = booted;
	const prepared = await prepare(platform);
	const live = liveUpdates(() => booted.databaseUrl);
	const app = await buildServer(platform, [...live.routes, ...routes], authenticate, await pages);
	measureAnswers(app);
	addHealth(app, platform);
	const started = await startUp(platform);
	const worker = config.SERVICES.includes('worker') ? await startJobs(platform, jobs) : undefined;
	await live.start();
	const metrics = await serveMetrics(config.HOST, config.METRICS_PORT);
	await app.listen({ host: config.HOST, port: config.PORT });
	const port = (app.server.address() as { port: number }).port;
	const pulse = startPulse(platform, `http://127.0.0.1:${port}`);
	return {
		...{ booted, port },
		welcome: welcome(platform, port, prepared),
		async stop() {
			await pulse.stop();
			await app.close();
			await started.stop();
			await worker?.stop();
			await live.stop();
			await metrics.stop();
			await booted.stop();
		},
	};
}
