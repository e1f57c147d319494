import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchCommand } from './bench.ts';
import { checkCommand } from './check.ts';
import type { EngineCommand } from './command.ts';
import { correlateCommand } from './correlate.ts';
import { matchCommand } from './match.ts';

const rule = (id: string) => `title: t\nid: ${id}\nlogsource:\n  product: test\ndetection:\n  s:\n    f: a\n  condition: s\n`;
const event = JSON.stringify({ f: 'a', logsource: { product: 'test' } });

async function run(command: EngineCommand, args: readonly string[], stdin: string | Buffer | readonly Buffer[] = '') {
	const [stdout, stderr] = [new PassThrough(), new PassThrough()];
	const told = Promise.all([text(stdout), text(stderr)]);
	const code = await command.run(args, {
		stdin: Readable.from(Array.isArray(stdin) ? stdin : [Buffer.from(stdin as string)]),
		stdout,
		stderr,
	});
	stdout.end();
	stderr.end();
	const [out, err] = await told;
	return { code, out, err };
}

describe('the engine by hand', () => {
	let folder = '';
	const at = (name: string) => join(folder, name);
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'engine-commands-'));
		await mkdir(at('rules/below'), { recursive: true });
		await writeFile(at('rules/one.yml'), rule('one'));
		await writeFile(at('rules/below/two.YAML'), `\ufeff${rule('two').replaceAll('\n', '\r\n')}`);
		await writeFile(at('rules/notes.md'), '- no rule');
		await symlink(at('rules'), at('rules/below/above'));
		await symlink(at('rules/one.yml'), at('rules/again.yml'));
		await symlink(at('nowhere'), at('rules/gone.yml'));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	it('reads a rule that an editor wrote in UTF-16', async () => {
		await writeFile(at('wide.yml'), Buffer.from(`\ufeff${rule('wide')}`, 'utf16le'));
		const { code, out } = await run(checkCommand, ['--rules', at('wide.yml')]);
		expect([code, out]).toEqual([0, '1 rules and 0 correlations can be used, 0 faults\n']);
	});

	it('says which letter is not UTF-8 and uses the rule all the same', async () => {
		await writeFile(at('old.yml'), Buffer.from(`${rule('old')}author: Andr\xe9\n`, 'latin1'));
		const { code, out } = await run(checkCommand, ['--rules', at('old.yml')]);
		expect([code, out]).toEqual([
			1,
			`${at('old.yml')}:9: a letter is not written in UTF-8 (rule-invalid)\n1 rules and 0 correlations can be used, 1 faults\n`,
		]);
	});

	it('puts lines together from pieces that end anywhere', async () => {
		const pieces = [...Buffer.from(`${event}\n${event}\n\n${event}`)].map((byte) => Buffer.from([byte]));
		const { out } = await run(matchCommand, ['--rules', at('rules/one.yml'), '--events', '-'], pieces);
		expect(out).toBe('one\none\n\none\n');
	});

	it('reads every file of rules once, also where links lead in circles', async () => {
		const { code, out } = await run(checkCommand, ['--rules', at('rules')]);
		expect([code, out]).toEqual([0, '2 rules and 0 correlations can be used, 0 faults\n']);
	});

	it('answers line i for event i, whatever stands between and in whatever form it comes', async () => {
		const lines = `\ufeff${event}\r\n\r\n\nno event\n   \n${event}`;
		const expected = 'one two\n\n\n\n\none two\n';
		const piped = await run(matchCommand, ['--rules', at('rules'), '--events', '-'], lines);
		expect([piped.code, piped.out]).toEqual([0, expected]);
		expect(piped.err).toMatch(/^-:4: /);
		await writeFile(at('events.gz'), gzipSync(lines));
		const packed = await run(matchCommand, ['--rules', at('rules'), '--events', at('events.gz'), '--out', at('answer')]);
		expect([packed.code, packed.out, await readFile(at('answer'), 'utf8')]).toEqual([0, '', expected]);
	});

	it('unpacks gzip and reads UTF-16 whatever the name', async () => {
		const forms = [
			gzipSync(event),
			Buffer.from(`\ufeff${event}\n`, 'utf16le'),
			Buffer.from(`\ufeff${event}`, 'utf16le').swap16(),
		];
		for (const bytes of forms) {
			const { code, out } = await run(matchCommand, ['--rules', at('rules/one.yml'), '--events', '-'], bytes);
			expect([code, out]).toEqual([0, 'one\n']);
		}
	});

	it('says what cannot be read or written and answers 1', async () => {
		const into = await run(matchCommand, ['--rules', at('rules'), '--events', '-', '--out', at('no/such')], event);
		expect([into.code, into.out]).toEqual([1, '']);
		expect(into.err).toContain(at('no/such'));
		for (const command of [matchCommand, correlateCommand, benchCommand]) {
			const from = await run(command, ['--rules', at('rules'), '--events', at('absent')]);
			expect(from.code).toBe(1);
			expect(from.err).toContain(at('absent'));
		}
		const late = await run(correlateCommand, ['--rules', at('rules'), '--events', '-', '--lateness', 'soon']);
		expect([late.code, late.err.split('\n')[0]]).toEqual([2, '"soon" is no number of seconds']);
	});

	it('answers what could be read of a packed file that is cut off', async () => {
		const many = Array.from({ length: 2000 }, (_, at) => JSON.stringify({ f: 'a', at, logsource: { product: 'test' } })).join(
			'\n',
		);
		const cut = await run(matchCommand, ['--rules', at('rules/one.yml'), '--events', '-'], gzipSync(many).subarray(0, -8));
		expect(cut.code).toBe(1);
		expect(cut.out.startsWith('one\n')).toBe(true);
	});
});
