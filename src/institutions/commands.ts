import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type HumanRole, humanRoles } from '#kernel';
import { asSystem, type Command, type CommandCall, option, sql } from '#platform';
import { applyDuo, importDuo } from './actions/import.ts';
import { anchorFile, compareAnchors, readAnchors } from './anchors.ts';
import { recordOperator, recordSystem } from './audit.ts';
import { auditHead, verifyAudit } from './store/audit.ts';
import { invite, recoverPerson } from './store/invitations.ts';

const sentences = {
	changed: 'the entry was changed after it was written',
	'not-linked': 'the entry does not follow the one before it',
	missing: 'the entry is missing',
	'cut-off': 'the end of the chain was cut off here',
	'head-missing': 'the head of the chain is missing',
	rewritten: 'the chain was written anew from about here: it does not hold what its anchor says',
} as const;

async function verify(call: CommandCall): Promise<number> {
	const named = option(call.args, 'anchors');
	if (named !== undefined && !existsSync(named)) {
		call.error(`There is no file ${named}.`);
		return 2;
	}
	const { platform } = await call.open();
	const anchors = await readAnchors(named ?? anchorFile(platform.config.dataDir));
	const [report, apart, head] = await asSystem(
		platform,
		async (work) => [await verifyAudit(work), await compareAnchors(work, anchors), await auditHead(work)] as const,
	);
	const faults = [...report.faults, ...apart];
	for (const { organisation, number, what } of faults) {
		call.error(`BROKEN organisation ${organisation}, entry ${number}: ${sentences[what]}`);
	}
	call.out(
		`${report.links} entries in ${report.chains} chains, ${new Set(faults.map((fault) => fault.organisation)).size} broken`,
	);
	call.out(`${anchors.length} anchors from outside the database compared`);
	call.out(`head ${head}`);
	return faults.length === 0 ? 0 : 1;
}

async function inviteUser(call: CommandCall): Promise<number> {
	const { args } = call;
	const [name, role, mail] = ['name', 'role', 'mail'].map((key) => option(args, key));
	const organisation = option(args, 'organisation');
	if (name === undefined || organisation === undefined || !humanRoles.includes(role as HumanRole)) {
		call.error(`Give --organisation, --name and --role, one of ${humanRoles.join(', ')}.`);
		return 2;
	}
	const { platform } = await call.open();
	const made = await asSystem(platform, async (work) => {
		const found = await sql<{ id: string }>`select id from institutions.organisations
			where id::text = ${organisation} or lower(name) = lower(${organisation}) limit 2`.execute(work.tx);
		const [only, second] = found.rows;
		if (only === undefined || second !== undefined) return undefined;
		const link = await invite(work, {
			organisation: only.id,
			displayName: name,
			role: role as HumanRole,
			...(mail ? { mail } : {}),
		});
		await recordSystem(work, only.id, 'invitation.made', link.id, { role, by: 'command line' });
		return link;
	});
	if (made === undefined) {
		call.error(`No organisation, or more than one, is called "${organisation}".`);
		return 1;
	}
	call.out(`${made.link}\nworks once, until ${made.expiresAt.toISOString()}`);
	return 0;
}

async function recoverUser(call: CommandCall): Promise<number> {
	const [mail] = call.args;
	if (mail === undefined) {
		call.error('Give the mail address of the person.');
		return 2;
	}
	const { platform } = await call.open();
	const link = await asSystem(platform, (work) => recoverPerson(work, mail));
	if (link === undefined) {
		call.error('Nobody with that mail address has a role here.');
		return 1;
	}
	call.out(`${link}\nworks once, for 24 hours; taking it up ends all sessions of that person`);
	return 0;
}

async function importInstitutions(call: CommandCall): Promise<number> {
	const [file] = call.args;
	const sector = option(call.args, 'sector');
	if (file === undefined || (sector !== 'higher-education' && sector !== 'mbo')) {
		call.error('Give the file and --sector higher-education or --sector mbo.');
		return 2;
	}
	const bytes = await readFile(file);
	const { platform } = await call.open();
	const outcome = await asSystem(platform, async (work) => {
		const comparison = await importDuo(work, bytes, sector);
		if (comparison.ok && call.args.includes('--apply')) {
			await applyDuo(work, comparison.value, call.args.includes('--close-vanished') ? 'close' : 'keep');
			await recordOperator(work, 'import.applied', file, { sector, by: 'command line' });
		}
		return comparison;
	});
	if (!outcome.ok) {
		for (const { where, detail } of outcome.findings) call.error(`${where}: ${detail}`);
		call.error(`${outcome.findings.length} faults, nothing was written`);
		return 1;
	}
	const { added, changed, vanished, unchanged } = outcome.value;
	for (const { code, name, kind } of added) call.out(`+ ${code} ${kind} ${name}`);
	for (const { code, fields } of changed)
		call.out(`~ ${code} ${fields.map(({ field, from, to }) => `${field}: ${from} -> ${to}`).join('; ')}`);
	for (const { code, name } of vanished) call.out(`- ${code} ${name}`);
	call.out(`${added.length} added, ${changed.length} changed, ${vanished.length} vanished, ${unchanged} as they were`);
	call.out(call.args.includes('--apply') ? 'Applied.' : 'Nothing was written; add --apply to do so.');
	return 0;
}

const imported = 'FILE --sector higher-education|mbo [--apply] [--close-vanished]';
const invited = '--organisation NAME|ID --name NAME --role ROLE [--mail ADDRESS]';
export const commands: readonly Command[] = [
	{ words: 'user invite', summary: 'Make a one-time link for a new person', usage: invited, run: inviteUser },
	{ words: 'user recover', summary: 'Make a link for somebody who lost every passkey', usage: 'MAIL', run: recoverUser },
	{ words: 'import institutions', summary: 'Read a DUO file of institutions', usage: imported, run: importInstitutions },
	{ words: 'audit verify', summary: 'Prove that the audit trail was not changed', usage: '[--anchors FILE]', run: verify },
];
