import { readFile, writeFile } from 'node:fs/promises';
import { recordSystem } from '#institutions';
import { Refusal } from '#kernel';
import { asSystem, type Command, type CommandCall, option, sql } from '#platform';
import { exportText, type WritableForm, writableForms } from './actions/export-framework.ts';
import { keepText } from './actions/import-framework.ts';
import { heads, wholes } from './store.ts';

async function importFile(call: CommandCall): Promise<number> {
	const [file] = call.args;
	const organisation = option(call.args, 'organisation');
	if (file === undefined || organisation === undefined) {
		call.error('Give the file and --organisation, the one that keeps it.');
		return 2;
	}
	const text = await readFile(file, 'utf8');
	const { platform } = await call.open();
	try {
		const made = await asSystem(platform, async (work) => {
			const found = await sql<{ id: string }>`select id from institutions.organisations
				where id::text = ${organisation} or lower(name) = lower(${organisation}) limit 2`.execute(work.tx);
			const [only, second] = found.rows;
			if (only === undefined || second !== undefined)
				throw new Refusal('not-found', `No organisation, or more than one, is called "${organisation}".`);
			const kept = await keepText(work, text, file, { organisation: only.id, person: null });
			const { id, ...head } = kept;
			await recordSystem(work, only.id, 'framework.imported', id, { ...head, by: 'command line' });
			return kept;
		});
		call.out(`${made.framework} ${made.version}: ${made.clusters} clusters, ${made.controls} controls`);
		return 0;
	} catch (fault) {
		if (!(fault instanceof Refusal)) throw fault;
		for (const { where, detail } of fault.findings) call.error(`${where}: ${detail}`);
		call.error(fault.message);
		return 1;
	}
}

async function exportFile(call: CommandCall): Promise<number> {
	const [name, file] = call.args;
	const form = option(call.args, 'form') ?? 'dijkwacht-yaml';
	const version = option(call.args, 'version');
	if (name === undefined || file === undefined || file.startsWith('--') || !writableForms.includes(form as WritableForm)) {
		call.error(`Give the framework, the file to write and perhaps --form, one of ${writableForms.join(', ')}.`);
		return 2;
	}
	const { platform } = await call.open();
	const row = await asSystem(platform, async ({ tx }) => {
		const fits = (await heads(tx)).filter((one) => one.framework === name && (version === undefined || one.version === version));
		const found = fits.find((one) => one.sector) ?? fits[0];
		return found && (await wholes(tx, [found.id]))[0];
	});
	if (row === undefined) {
		call.error(`There is no framework ${name}${version ? ` ${version}` : ''}.`);
		return 1;
	}
	await writeFile(file, exportText(row, form as WritableForm, platform.clock.now()).text);
	call.out(`${row.framework} ${row.version}: ${row.controls.length} controls in ${file}`);
	return 0;
}

const wanted = `NAME FILE [--version VERSION] [--form ${writableForms.join('|')}]`;
export const commands: readonly Command[] = [
	{ words: 'import framework', summary: 'Read a framework file', usage: 'FILE --organisation NAME|ID', run: importFile },
	{ words: 'export framework', summary: 'Write a framework to a file', usage: wanted, run: exportFile },
];
