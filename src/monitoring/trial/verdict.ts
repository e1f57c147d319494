import type { HitRow, Tally } from './tally.ts';

export const verdicts = ['nothing', 'quiet', 'busy', 'noisy'] as const;
export type Verdict = (typeof verdicts)[number];

/** Alerts a day at one institution up to which a rule is quiet, and busy; beyond it is noisy. */
export const verdictLimits = { quiet: 1, busy: 10 } as const;

export interface TrialAnswer {
	readonly institution: string;
	readonly answer: 'seen' | 'checked-not-seen' | 'could-not-check';
	readonly reason: string | null;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	readonly count: number;
	/** Alerts it would have raised. */
	readonly alerts: number;
}

export interface TrialResult {
	readonly verdict: Verdict;
	/** Lines that had a chance; the store passed over the others. */
	readonly linesRead: number;
	readonly linesStored: number;
	/** Lines that no format recognises any more. */
	readonly unreadable: number;
	readonly hits: number;
	readonly hosts: number;
	readonly users: number;
	/** Of the institution that would have got most. */
	readonly alertsPerDay: number;
	readonly institutionsHit: number;
	readonly institutionsChecked: number;
	readonly answers: readonly TrialAnswer[];
	readonly perDay: readonly { readonly day: string; readonly hits: number; readonly alerts: number }[];
}

export interface Tried {
	readonly institutions: readonly string[];
	/** Institutions whose sensors have ever reported. */
	readonly covered: ReadonlySet<string>;
	/** Institutions whose lines hold pseudonyms where the rule names persons. */
	readonly hidden: ReadonlySet<string>;
	readonly days: number;
	readonly linesRead: number;
	readonly linesStored: number;
	readonly unreadable: number;
}

/** What a trial comes to. Alerts count as live: one an hour for a host. Pure. */
export function resultOf(
	tally: Tally,
	{ institutions, covered, hidden, days, linesRead, linesStored, unreadable }: Tried,
): TrialResult {
	const byInstitution = Map.groupBy(tally.rows, ({ institution }) => institution);
	const answers = institutions.map((institution) => answerOf(institution, byInstitution.get(institution), covered, hidden));
	const most = answers.reduce((top, { alerts }) => Math.max(top, alerts), 0);
	const alertsPerDay = most / days;
	const perDay = [...Map.groupBy(tally.rows, ({ day }) => day)]
		.map(([day, rows]) => ({ day, hits: sum(rows, ({ hits }) => hits), alerts: sum(rows, ({ hours }) => hours.size) }))
		.sort((a, b) => (a.day < b.day ? -1 : 1));
	return {
		...{
			verdict: verdictOf(most, alertsPerDay),
			linesRead,
			linesStored,
			unreadable,
			hits: tally.hits,
			hosts: tally.hosts,
			users: tally.users,
		},
		...{ alertsPerDay, institutionsHit: byInstitution.size, answers, perDay },
		institutionsChecked: answers.filter(({ answer }) => answer !== 'could-not-check').length,
	};
}

function verdictOf(alerts: number, perDay: number): Verdict {
	if (alerts === 0) return 'nothing';
	if (perDay <= verdictLimits.quiet) return 'quiet';
	return perDay <= verdictLimits.busy ? 'busy' : 'noisy';
}

function answerOf(
	institution: string,
	rows: readonly HitRow[] | undefined,
	covered: ReadonlySet<string>,
	hidden: ReadonlySet<string>,
): TrialAnswer {
	const nothing = { institution, reason: null, firstSeen: null, lastSeen: null, count: 0, alerts: 0 };
	if (rows === undefined) {
		if (hidden.has(institution)) return { ...nothing, answer: 'could-not-check', reason: 'names-are-pseudonyms' };
		if (covered.has(institution)) return { ...nothing, answer: 'checked-not-seen' };
		return { ...nothing, answer: 'could-not-check', reason: 'no-sensor-has-reported' };
	}
	const first = rows.reduce((low, row) => (row.first < low ? row.first : low), rows[0]!.first);
	const last = rows.reduce((high, row) => (row.last > high ? row.last : high), rows[0]!.last);
	return {
		...{ institution, answer: 'seen', reason: null, firstSeen: first.toISOString(), lastSeen: last.toISOString() },
		...{ count: sum(rows, ({ hits }) => hits), alerts: sum(rows, ({ hours }) => hours.size) },
	};
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
	return rows.reduce((total, row) => total + of(row), 0);
}
