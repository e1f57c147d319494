import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
function cli(...words: string[]) {
	const done = spawnSync(process.execPath, ['src/cli.ts', ...words], { cwd: root, encoding: 'utf8' });
	return { code: done.status, out: done.stdout, error: done.stderr };
}

it('lists the commands below a word, and all where there is none of that name', () => {
	const group = cli('import', '--help');
	expect(group.code).toBe(0);
	expect([...group.out.matchAll(/^ {2}(\w+ \w+)/gm)].map(([, name]) => name)).toEqual([
		'import institutions',
		'import framework',
		'import events',
	]);
	const none = cli('imports');
	expect([none.code, none.error]).toEqual([2, 'There is no command "imports".\n']);
	expect(none.out).toContain('audit verify');
});

it('tells with --help what a command takes and its exit codes', () => {
	expect(cli('audit', 'verify', '--help')).toMatchObject({
		code: 0,
		out: expect.stringMatching(/\[--anchors FILE\][\s\S]*Exit code: 0/),
	});
	expect(cli('import', 'events', '--help').out.match(/Exit code/g)).toHaveLength(1);
});

it('does nothing where an option is not known', () => {
	const refused = cli('import', 'institutions', 'file.csv', '--sector', 'mbo', '--aply');
	expect(refused).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/no option --aply; it takes: .*--apply/) });
});
