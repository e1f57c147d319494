import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Runs every test and ends with the plain line `N passed, N failed`. */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-run-'));
const report = join(folder, 'report.json');
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

if (!existsSync(join(root, '../shared/data')))
	process.stdout.write('../shared/data is absent: tests on the public files are skipped\n');
const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } });

child.on('exit', (code) => {
	let failed = 1;
	let passed = 0;
	let skipped = 0;
	try {
		const result = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
		passed = result['numPassedTests'] ?? 0;
		skipped = result['numPendingTests'] ?? 0;
		failed = Math.max(result['numFailedTests'] ?? 0, result['numFailedTestSuites'] ?? 0, code === 0 ? 0 : 1);
	} catch {
		process.stderr.write('the test runner left no report\n');
	}
	rmSync(folder, { recursive: true, force: true });
	process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
	process.exitCode = failed === 0 && code === 0 && passed > 0 ? 0 : 1;
});
