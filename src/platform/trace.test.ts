import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoint } from '#kernel/contract';
import { somebody } from '../../test/helpers/sector.ts';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { post } from './http/table.ts';
import { job } from './jobs.ts';
import { startJobs } from './queue/run.ts';
import { openLog } from './log.ts';
import { nextTrace, traced, traceHeaders, traceparentOf } from './trace.ts';
import { workIn } from './work.ts';

const whole = '4bf92f3577b34da6a3ce929d0e0e4736';
const given = `00-${whole}-00f067aa0ba902b7-01`;

it('goes on with the trace it was given, under a number of its own', () => {
	const next = nextTrace(given, (bytes) => Buffer.alloc(bytes, 0xab));
	expect(traceparentOf(next)).toBe(`00-${whole}-abababababababab-01`);
	expect(nextTrace(`cc-${whole}-00f067aa0ba902b7-01-what.the.future.will.be.like`).traceId).toBe(whole);
});

it.each([
	undefined,
	['twice'],
	'',
	'00-abc',
	`ff-${whole}-00f067aa0ba902b7-01`,
	`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
	`00-${whole}-${'0'.repeat(16)}-01`,
	`00-${whole.toUpperCase()}-00f067aa0ba902b7-01`,
	`${given}-more`,
])('begins a new trace after %s', (broken) => {
	const next = nextTrace(broken);
	expect(traceparentOf(next)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
	expect(next.traceId).not.toBe(whole);
});

it('writes the trace on every line of the log, and nothing outside one', () => {
	const lines: string[] = [];
	const log = openLog('info', { write: (line) => void lines.push(line) });
	log.info('before');
	traced(nextTrace(given), () => log.info('inside'));
	expect(lines.map((line) => (JSON.parse(line) as { trace_id?: string }).trace_id)).toEqual([undefined, whole]);
});

let test: TestPlatform;
const heard: IncomingHttpHeaders[] = [];
const peer = createServer((request, response) => {
	heard.push(request.headers);
	response.end();
});
const address = endpoint({ summary: 'A job for the test', body: z.object({}), response: z.object({}), status: 202 });
const jobs = [
	job('platform.first', z.strictObject({}), (platform) =>
		platform.database.system((tx) => workIn(platform, tx).job('platform.second', {})),
	),
	job('platform.second', z.strictObject({}), async () => {
		await fetch(`http://127.0.0.1:${(peer.address() as { port: number }).port}`, { headers: { ...traceHeaders() } });
	}),
];

beforeAll(async () => {
	const route = post('/v1/trace-probe', 'signed-in', address, async (ctx) => {
		await ctx.job('platform.first', {});
		return {};
	});
	test = await testPlatform({ routes: [route], jobs });
	await new Promise<void>((done) => peer.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
	peer.close();
	await test.stop();
});

it('carries the trace from a request through jobs of jobs to a call out, and answers it', async () => {
	const headers = { ...test.as(somebody(1, 'ciso')), traceparent: given };
	const answer = await test.app.inject({ method: 'POST', url: '/v1/trace-probe', headers, payload: {} });
	expect([answer.statusCode, answer.headers['traceparent']]).toEqual([202, expect.stringContaining(`00-${whole}-`)]);
	expect(answer.headers['traceparent']).not.toBe(given);
	const worker = await startJobs(test.platform, jobs, { alone: true });
	await once(peer, 'request');
	await worker.stop();
	expect(heard[0]?.['traceparent']).toContain(`00-${whole}-`);
});
