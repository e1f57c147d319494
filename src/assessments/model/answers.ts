import { type Finding, finding } from '#kernel';
import type { Skeleton } from '#norms';
import type { AnsweredControl } from './score.ts';

/** One answer as it comes in; it replaces the former answer on its control as a whole. Days are `YYYY-MM-DD`. */
export interface Answer {
	readonly control: string;
	readonly now: number | null;
	readonly expected: number | null;
	readonly expectedOn: string | null;
	readonly wanted: number | null;
	readonly notApplicable: boolean;
	readonly reason: string;
}

export interface VersionedAnswer extends Answer {
	/** Version that the sender saw; 0 when there was none. */
	readonly version: number;
}

/** All that is wrong with answers, against the framework and against themselves; the place is a pointer below `at`. */
export function answerFindings(answers: readonly Answer[], framework: Skeleton, at: string): Finding[] {
	const known = new Set(framework.controls.map((control) => control.id));
	const seen = new Set<string>();
	return answers.flatMap((answer, index) => {
		const findings: Finding[] = [];
		const fault = (code: string, field: string, detail: string) =>
			findings.push(finding(code, `${at}/${index}/${field}`, detail));
		if (!known.has(answer.control))
			fault('control-unknown', 'control', `${framework.framework} has no control ${answer.control}`);
		if (seen.has(answer.control)) fault('answer-twice', 'control', `${answer.control} is answered twice`);
		seen.add(answer.control);
		for (const field of ['now', 'expected', 'wanted'] as const) {
			const level = answer[field];
			if (level === null) continue;
			if (answer.notApplicable) fault('level-refused', field, 'what is not applicable has no level');
			else if (!Number.isInteger(level) || level < framework.min || level > framework.max)
				fault('level-refused', field, `${level} is not a whole level from ${framework.min} to ${framework.max}`);
		}
		if (answer.notApplicable && answer.reason.trim().length < 3) fault('reason-absent', 'reason', 'not applicable asks a reason');
		if (answer.expected !== null && answer.expectedOn === null)
			fault('date-absent', 'expectedOn', 'an expected level asks a day');
		return findings;
	});
}

/** Answers that somebody else changed after the sender looked. */
export function staleFindings(answers: readonly VersionedAnswer[], stored: ReadonlyMap<string, number>, at: string): Finding[] {
	return answers.flatMap((answer, index) => {
		const version = stored.get(answer.control) ?? 0;
		if (version === answer.version) return [];
		return [
			finding(
				'version-conflict',
				`${at}/${index}/version`,
				`${answer.control} is at version ${version}, you saw ${answer.version}`,
			),
		];
	});
}

/** What is missing before submit: every active control has a level or is not applicable, with a reason. */
export function missingFindings(answers: readonly Answer[], framework: Skeleton): Finding[] {
	const given = new Map(answers.map((answer) => [answer.control, answer]));
	return framework.controls.flatMap((control) => {
		const answer = given.get(control.id);
		if (!control.active || answer?.notApplicable || (answer !== undefined && answer.now !== null)) return [];
		return [finding('answer-absent', `/answers/${control.id}`, `${control.id} has no level and is not marked not applicable`)];
	});
}

/** The controls that take part in a score: the active ones, and those that an answer switched on. */
export function takingPart(answers: readonly Answer[], framework: Skeleton): AnsweredControl[] {
	const given = new Map(answers.map((answer) => [answer.control, answer]));
	return framework.controls.flatMap((control) => {
		const answer = given.get(control.id);
		const switchedOn = answer !== undefined && answer.now !== null;
		if (!control.active && !switchedOn) return [];
		const { now = null, expected = null, wanted = null, notApplicable = false } = answer ?? {};
		return [{ control: control.id, cluster: control.cluster, now, expected, wanted, notApplicable }];
	});
}

/** The last day at which an expectation should have come true. */
export function forecastDay(answers: readonly Answer[]): string | null {
	return answers.reduce<string | null>(
		(last, { expectedOn }) => (expectedOn !== null && (last === null || expectedOn > last) ? expectedOn : last),
		null,
	);
}
