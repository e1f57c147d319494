import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoSensors, ownSources, playThread, publicSources, reportTo, type Sources } from '#demo';
import { type RealServer, realServer } from '../helpers/server.ts';

const publicFiles = join(import.meta.dirname, '../../../shared/data');

let server: RealServer;
beforeAll(async () => {
	server = await realServer();
});
afterAll(() => server.remove());

async function play(sources: Sources): Promise<string[]> {
	const lines: string[] = [];
	const report = reportTo((line) => lines.push(line));
	const sensors = new Map(demoSensors(server.dataDir).map(({ institution, secret }) => [institution, secret]));
	await playThread(server.base(), sources, sensors, report).catch((fault: unknown) => {
		throw new Error(`${(fault as Error).message}\nafter:\n${lines.join('\n')}`);
	});
	return report.steps.map(({ name }) => name);
}

it('plays the whole job of the sector over HTTP with our own samples', { timeout: 300_000 }, async () => {
	const steps = await play(ownSources());
	expect(steps.length).toBeGreaterThan(10);
	expect(new Set(steps).size).toBe(steps.length);
});

it.skipIf(!existsSync(publicFiles))('plays it again with the public files', { timeout: 300_000 }, async () => {
	const sources = publicSources(publicFiles);
	const steps = await play(sources);
	expect(steps.length).toBeGreaterThan(10);
});
