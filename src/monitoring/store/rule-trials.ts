import { sql, type Tx } from '#platform';
import type { HitRow } from '../trial/tally.ts';
import type { TrialResult } from '../trial/verdict.ts';

export type TrialState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface NewTrial {
	/** Null: the command line. */
	readonly organisation: string | null;
	readonly person: string | null;
	readonly rule: string;
	readonly title: string;
	readonly text: string;
	readonly days: number;
	readonly institutions: readonly string[];
	readonly from: Date;
	readonly to: Date;
	readonly progress: string | null;
	readonly now: Date;
}

export interface TrialFacts extends Omit<NewTrial, 'now'> {
	readonly id: string;
	readonly state: TrialState;
	readonly stopAsked: boolean;
	readonly result: TrialResult | null;
	readonly createdAt: Date;
	readonly finishedAt: Date | null;
}

const columns = sql`id, organisation_id as organisation, person_id as person, rule_id as rule, title, rule_text as text, days, institutions,
	from_time as "from", to_time as "to", progress_id as progress, state, stop_asked as "stopAsked", result,
	created_at as "createdAt", finished_at as "finishedAt"`;

export async function addTrial(tx: Tx, trial: NewTrial): Promise<string> {
	const { organisation, person, rule, title, text, days, institutions, from, to, progress, now } = trial;
	const made = await sql<{
		id: string;
	}>`insert into monitoring.rule_trials (organisation_id, person_id, rule_id, title, rule_text, days,
			institutions, from_time, to_time, progress_id, created_at)
		values (${organisation}, ${person}, ${rule}, ${title}, ${text}, ${days}, ${institutions}::uuid[], ${from}, ${to}, ${progress}, ${now})
		returning id`.execute(tx);
	return made.rows[0]?.id ?? '';
}

export async function findTrial(tx: Tx, id: string): Promise<TrialFacts | undefined> {
	const found = await sql<TrialFacts>`select ${columns} from monitoring.rule_trials where id = ${id}`.execute(tx);
	return found.rows[0];
}

export async function listTrials(tx: Tx, before: string | undefined, limit: number): Promise<TrialFacts[]> {
	const found = await sql<TrialFacts>`select ${columns} from monitoring.rule_trials
		where ${before ?? null}::uuid is null or id < ${before ?? null}::uuid order by id desc limit ${limit}`.execute(tx);
	return found.rows;
}

/** Trials of an organisation that wait or run. */
export async function openTrials(tx: Tx, organisation: string): Promise<number> {
	const found = await sql<{ n: number }>`select count(*)::int as n from monitoring.rule_trials
		where organisation_id = ${organisation} and state in ('waiting', 'running')`.execute(tx);
	return found.rows[0]?.n ?? 0;
}

export async function moveTrial(tx: Tx, id: string, state: TrialState, now: Date): Promise<void> {
	const ended = state !== 'waiting' && state !== 'running';
	await sql`update monitoring.rule_trials set state = ${state}, finished_at = ${ended ? now : null} where id = ${id}`.execute(tx);
}

/** @returns false when there is none of this id that still waits or runs */
export async function askTrialToStop(tx: Tx, id: string): Promise<boolean> {
	const found = await sql`update monitoring.rule_trials set stop_asked = true
		where id = ${id} and state in ('waiting', 'running') returning id`.execute(tx);
	return found.rows.length > 0;
}

/** Keeps what came out. Safe to repeat. */
export async function finishTrial(
	tx: Tx,
	{ id, organisation }: Pick<TrialFacts, 'id' | 'organisation'>,
	result: TrialResult,
	rows: readonly HitRow[],
	now: Date,
): Promise<void> {
	const hits = rows.map(({ institution, day, host, hits: count, hours, first, last, sample }) => ({
		...{ institution, day, host, count, alerts: hours.size, first, last, sample },
	}));
	await sql`delete from monitoring.rule_trial_hits where trial_id = ${id}`.execute(tx);
	await sql`insert into monitoring.rule_trial_hits (trial_id, organisation_id, institution_id, day, host, hits, alerts, first_time,
			last_time, sample)
		select ${id}, ${organisation}, x.* from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb)
			as x (institution uuid, day date, host text, count bigint, alerts int, first timestamptz, last timestamptz, sample text)`.execute(
		tx,
	);
	await sql`update monitoring.rule_trials set result = ${JSON.stringify(result)}::jsonb where id = ${id}`.execute(tx);
	await moveTrial(tx, id, 'done', now);
}

export interface TrialHost {
	readonly institution: string;
	readonly host: string;
	readonly hits: number;
	readonly alerts: number;
	readonly firstSeen: Date;
	readonly lastSeen: Date;
	readonly sample: string;
}

/** The hosts that would make most alerts, of institutions whose telemetry the asker may still read. */
export async function trialHosts(tx: Tx, id: string, limit: number): Promise<TrialHost[]> {
	const found =
		await sql<TrialHost>`select institution_id as institution, host, sum(hits)::bigint as hits, sum(alerts)::int as alerts,
			min(first_time) as "firstSeen", max(last_time) as "lastSeen", (array_agg(sample order by first_time))[1] as sample
		from monitoring.rule_trial_hits where trial_id = ${id} group by institution_id, host
		order by alerts desc, hits desc, host limit ${limit}`.execute(tx);
	return found.rows;
}
