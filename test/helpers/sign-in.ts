import type { FastifyInstance } from 'fastify';
import { authenticate } from '#institutions';
import type { Clock } from '#kernel';
import { buildServer, type Route } from '#platform';
import { type TestPlatform, type TestPlatformOptions, testPlatform } from './platform.ts';

/** A clock that a test moves. */
export function movableClock(iso: string): Clock & { set(iso: string): void } {
	let now = new Date(iso);
	return {
		now: () => now,
		set(next) {
			now = new Date(next);
		},
	};
}

/** Headers of a page of ours on the machine itself. */
export const here = { host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' };

/** The test platform with a second server beside it that has the real sign-in. */
export async function signInPlatform(
	routes: readonly Route[],
	options: TestPlatformOptions,
): Promise<TestPlatform & { real: FastifyInstance }> {
	const test = await testPlatform({ routes, ...options });
	const real = await buildServer(test.platform, routes, authenticate);
	return {
		...test,
		real,
		async stop() {
			await real.close();
			await test.stop();
		},
	};
}
