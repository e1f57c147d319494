import { boot, configOrExit } from './boot.ts';
import { openLog } from '#platform';
import { startServices } from './services.ts';

const empty = process.argv.includes('--empty');
const config = configOrExit(process.env);
// Through the log, which leaves out what may be about a person; its children and its lock follow the process.
process.on('uncaughtException', (fault) => {
	openLog(config.LOG_LEVEL).fatal({ err: fault }, 'a fault that nothing met; the server ends');
	process.exit(1);
});

try {
	const services = await startServices(config, empty, boot);
	const stop = (signal: string) => {
		process.stdout.write(`\n${signal}: finishing what was acknowledged\n`);
		services.stop().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	// Before it says that it is ready: whoever waits for that may stop it the moment after.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
	process.stdout.write(`${services.welcome}\nReady in ${(performance.now() / 1000).toFixed(1)} s\n`);
} catch (fault) {
	const { code, port, message } = fault as Error & { code?: string; port?: number };
	const taken = code === 'EADDRINUSE' ? `port ${port} is in use; set PORT or METRICS_PORT` : message;
	process.stderr.write(`Dijkwacht did not start: ${taken}\n`);
	if (config.LOG_LEVEL === 'debug') process.stderr.write(`${(fault as Error).stack}\n`);
	process.exit(1);
}
