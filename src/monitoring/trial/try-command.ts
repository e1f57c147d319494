import { readFile } from 'node:fs/promises';
import { setTimeout as rest } from 'node:timers/promises';
import { asSystem, type Command, type CommandCall, option, type Platform, sql } from '#platform';
import { addTrial, askTrialToStop, findTrial, type TrialFacts } from '../store/rule-trials.ts';
import { prepareTables } from '../telemetry/tables.ts';
import { readRuleToTry, type RuleToTry } from './read-rule.ts';
import { runTrial } from './run-trial.ts';

const day = 86_400_000;
const hostsShown = 10;
const lookEvery = 500;

async function institutionsNamed(platform: Platform, name: string | undefined): Promise<string[]> {
	const found = await asSystem(platform, ({ tx }) =>
		sql<{ id: string }>`select i.id from institutions.institutions i join institutions.organisations o on o.id = i.id
			where ${name ?? null}::text is null or i.id::text = ${name ?? null} or lower(o.name) = lower(${name ?? null})
			order by i.id limit 5000`.execute(tx),
	);
	return found.rows.map(({ id }) => id);
}

async function tryRule(call: CommandCall): Promise<number> {
	const [file] = call.args;
	const days = Number(option(call.args, 'days') ?? 30);
	if (file === undefined || file.startsWith('--') || !Number.isInteger(days) || days < 1 || days > 400) {
		call.error('Give the file of a rule; --days takes a whole number from 1 to 400.');
		return 2;
	}
	const text = await readFile(file, 'utf8').catch(() => undefined);
	const read = text === undefined ? undefined : readRuleToTry(text, file);
	if (text === undefined || read === undefined) {
		call.error(`${file} cannot be read.`);
		return 2;
	}
	if (!read.ok) {
		for (const { where, detail } of read.findings) call.error(`${where}: ${detail}`);
		return 1;
	}
	const { platform, joined } = await call.open();
	const institutions = await institutionsNamed(platform, option(call.args, 'institution'));
	if (institutions.length === 0) {
		call.error('No institution has this id or name.');
		return 2;
	}
	const id = await open(platform, read.value, text, days, institutions, joined);
	const trial = joined ? await follow(call, platform, id) : await runHere(call, platform, id);
	return report(call, platform, trial);
}

/** The server that runs in this data folder holds the telemetry store, so it gets the work as a job. */
function open(platform: Platform, rule: RuleToTry, text: string, days: number, institutions: readonly string[], byJob: boolean) {
	return asSystem(platform, async (work) => {
		const span = { from: new Date(work.now.getTime() - days * day), to: work.now };
		const nobody = { organisation: null, person: null, progress: null };
		const facts = { ...nobody, rule: rule.id, title: rule.title, text, days, institutions, ...span, now: work.now };
		const id = await addTrial(work.tx, facts);
		if (byJob) await work.job('monitoring.rule-trial', { id });
		return id;
	});
}

async function runHere(call: CommandCall, platform: Platform, id: string): Promise<TrialFacts> {
	await prepareTables(platform.telemetry);
	await runTrial(platform, id, { onProgress: (part) => call.error(`${Math.floor(part * 100)} %`) });
	return find(platform, id);
}

async function follow(call: CommandCall, platform: Platform, id: string): Promise<TrialFacts> {
	call.error('The running server does the work.');
	const stop = () => void asSystem(platform, ({ tx }) => askTrialToStop(tx, id));
	process.once('SIGINT', stop);
	try {
		for (;;) {
			const trial = await find(platform, id);
			if (trial.state !== 'waiting' && trial.state !== 'running') return trial;
			await rest(lookEvery);
		}
	} finally {
		process.off('SIGINT', stop);
	}
}

async function find(platform: Platform, id: string): Promise<TrialFacts> {
	const trial = await asSystem(platform, ({ tx }) => findTrial(tx, id));
	if (trial === undefined) throw new Error('The trial is gone.');
	return trial;
}

async function report(
	{ out, error }: CommandCall,
	platform: Platform,
	{ id, state, result, title, days }: TrialFacts,
): Promise<number> {
	if (result === null) {
		error(`The trial is ${state}.`);
		return 1;
	}
	const { hits, hosts, users, institutionsHit, institutionsChecked, linesStored, linesRead, alertsPerDay, verdict } = result;
	out(`${title}: ${verdict}`);
	out(
		`${hits} hits in ${days} days on ${hosts} hosts, ${users} users, at ${institutionsHit} of ${institutionsChecked} institutions checked`,
	);
	out(`at most ${alertsPerDay.toFixed(2)} alerts a day at one institution; ${linesRead} of ${linesStored} lines had a chance`);
	const unchecked = result.answers.length - institutionsChecked;
	if (unchecked > 0) out(`${unchecked} institutions could not be checked: no sensor has reported`);
	const rows = await asSystem(platform, ({ tx }) =>
		sql<{ host: string; hits: number; sample: string }>`select host, sum(hits)::int as hits, min(sample) as sample
			from monitoring.rule_trial_hits where trial_id = ${id} group by host order by hits desc, host limit ${hostsShown}`.execute(
			tx,
		),
	);
	for (const { host, hits: count, sample } of rows.rows) out(`  ${String(count).padStart(8)}  ${host || '(no host)'}  ${sample}`);
	return 0;
}

export const tryCommand: Command = {
	words: 'rules try',
	usage: 'FILE [--days 30] [--institution ID_OR_NAME]',
	summary: 'What a rule would have hit in the last days, where and how noisy; exit code 1 when it has faults',
	run: tryRule,
};
