import { boot, configOrExit } from './boot.ts';
import { startServices } from './services.ts';

const startedAt = performance.now();
const empty = process.argv.includes('--empty');
const config = configOrExit(process.env);

try {
	const services = await startServices(config, empty, boot);
	process.stdout.write(`${services.welcome}\nReady in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
	const stop = (signal: string) => {
		process.stdout.write(`\n${signal}: finishing what was acknowledged\n`);
		services.stop().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
} catch (fault) {
	process.stderr.write(`Dijkwacht did not start: ${(fault as Error).message}\n`);
	if (config.LOG_LEVEL === 'debug') process.stderr.write(`${(fault as Error).stack}\n`);
	process.exit(1);
}
