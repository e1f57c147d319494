import {
	addHealth,
	addSecurityTxt,
	buildServer,
	buildWeb,
	claimTelemetry,
	type Config,
	inTurn,
	isLoopback,
	liveUpdates,
	measureAnswers,
	notePort,
	serveMetrics,
	startJobs,
	takesEvents,
} from '#platform';
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

/** Starts what SERVICES names, in the order in which one needs the other. */
export async function startServices(given: Config, empty: boolean, boot: Boot): Promise<Services> {
	let port = given.PORT;
	let demo = (given.DEMO || (given.DATABASE_URL === undefined && !empty)) && isLoopback(given.HOST);
	const [web, ingest, worker] = (['web', 'ingest', 'worker'] as const).map((service) => given.SERVICES.includes(service));
	// Without any setting of its own a first start on loopback is the demo; an operator names a database or --empty.
	const config = {
		...given,
		// What lies in the database has the last word, and a free port is known only once we listen on it.
		get DEMO() {
			return demo;
		},
		get baseUrl() {
			return given.BASE_URL ?? `http://localhost:${port}`;
		},
	};
	const pages = web ? buildWeb() : undefined;
	pages?.catch(() => undefined);
	const booted = await boot(config, jobs);
	const { platform } = booted;
	const claim = await claimTelemetry(booted.databaseUrl, config.CLICKHOUSE_URL === undefined, platform.log);
	const prepared = await inTurn(booted.databaseUrl, 'prepare', () => prepare(platform));
	demo = prepared.demo;
	const live = web ? liveUpdates(() => booted.databaseUrl) : undefined;
	const served = [...(live?.routes ?? []), ...routes].filter(({ path }) => (takesEvents(path) ? ingest : web));
	const app = await buildServer(platform, served, authenticate, await pages);
	measureAnswers(app);
	addHealth(app, platform);
	addSecurityTxt(app, platform);
	const started = ingest || worker ? await startUp(platform) : undefined;
	const runner = worker ? await startJobs(platform, jobs, { alone: config.CLICKHOUSE_URL === undefined }) : undefined;
	await live?.start();
	const metrics = await serveMetrics(config.HOST, config.METRICS_PORT);
	platform.database.hurry();
	await app.listen({ host: config.HOST, port: config.PORT });
	port = (app.server.address() as { port: number }).port;
	notePort(config.dataDir, port);
	const pulse = ingest ? startPulse(platform, `http://127.0.0.1:${port}`) : undefined;
	return {
		...{ booted, port },
		welcome: welcome(platform, prepared),
		async stop() {
			await pulse?.stop();
			await app.close();
			await runner?.stop();
			await started?.stop();
			await live?.stop();
			await metrics.stop();
			await claim.stop();
			await booted.stop();
		},
	};
}
