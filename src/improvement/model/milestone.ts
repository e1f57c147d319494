import { type Finding, finding } from '#kernel';

/** The three promises of the letter, as moments in the calendar. */
export const milestoneKinds = ['target-reached', 'soc-connected', 'external-audit'] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

/** Days are `YYYY-MM-DD`. */
export interface MilestoneDates {
	readonly kind: MilestoneKind;
	readonly planned: string | null;
	readonly forecast: string | null;
	readonly actual: string | null;
	readonly reason: string;
}

const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** The calendar day in the Netherlands at a moment. */
export function localDay(at: Date): string {
	return amsterdam.format(at);
}

/** What happened cannot lie ahead, and a promise that moves back asks a reason. */
export function milestoneFindings(
	next: MilestoneDates,
	before: MilestoneDates | undefined,
	today: string,
	at: string,
): Finding[] {
	const findings: Finding[] = [];
	if (next.actual !== null && next.actual > today)
		findings.push(finding('date-ahead', `${at}/actual`, `${next.actual} has not been yet; today is ${today}`));
	const slips = before?.planned && (next.planned === null || next.planned > before.planned);
	if (slips && next.reason.trim().length < 3)
		findings.push(finding('reason-absent', `${at}/reason`, `planned was ${before.planned}; a later date asks a reason`));
	return findings;
}
