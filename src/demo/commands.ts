import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadContent } from '#norms';
import { type Command, type CommandCall, option, readConfig, runningServer } from '#platform';
import { keptSensors } from './pulse.ts';
import { isFresh, seedDemo } from './seed.ts';
import type { DemoSensor } from './seed/sensors.ts';
import { playThread } from './thread/play.ts';
import { reportTo } from './thread/report.ts';
import { ownSources, publicSources } from './thread/sources.ts';

/** The keys that the sensors of the demo keep, one sensor an institution would be enough; all of them is better. */
export function demoSensors(dataDir: string): DemoSensor[] {
	const file = keptSensors(dataDir);
	if (!existsSync(file)) throw new Error('This data folder holds no demo: start one with npm start on an empty folder.');
	return JSON.parse(readFileSync(file, 'utf8')) as DemoSensor[];
}

async function runThread(call: CommandCall): Promise<number> {
	const config = readConfig(process.env);
	if (!config.ok) throw new Error(config.findings.map(({ where, detail }) => `${where}: ${detail}`).join('\n'));
	const port = runningServer(config.value.dataDir)?.port ?? config.value.PORT;
	const base = option(call.args, 'url') ?? `http://127.0.0.1:${port}`;
	const folder = option(call.args, 'data');
	const sources = folder === undefined ? ownSources() : publicSources(resolve(folder));
	const perInstitution = new Map(demoSensors(config.value.dataDir).map(({ institution, secret }) => [institution, secret]));
	const report = reportTo(call.out);
	await playThread(base, sources, perInstitution, report);
	call.out(`\n${report.steps.length} steps done`);
	return 0;
}

async function runSeed(call: CommandCall): Promise<number> {
	const { platform } = await call.open();
	if (!(await isFresh(platform))) throw new Error('The database is not empty; the demo needs an empty one.');
	await loadContent(platform);
	await seedDemo(platform, (step) => call.out(step));
	return 0;
}

export const commands: readonly Command[] = [
	{
		words: 'thread',
		summary: 'Play the whole job over HTTP against a running demo',
		usage: '[--data FOLDER] [--url URL]',
		run: runThread,
	},
	{ words: 'seed demo', summary: 'Fill an empty database with the demo sector', usage: '', run: runSeed },
];
