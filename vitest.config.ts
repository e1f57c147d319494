import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts', 'web/**/*.test.tsx'],
		testTimeout: 60_000,
		hookTimeout: 400_000,
		pool: 'forks',
		globalSetup: ['test/helpers/global-setup.ts'],
		setupFiles: ['test/helpers/seed.ts'],
		maxWorkers: 2,
		sequence: { sequencer: LongestFirst },
	},
});
