import { fail, finding, ok, type Result } from '#kernel';

export const alertStates = ['new', 'taken', 'decided'] as const;
export type AlertState = (typeof alertStates)[number];

export const decisions = ['true-positive', 'false-positive', 'benign'] as const;
export type Decision = (typeof decisions)[number];

/** Diagram: docs/state-machines/alert.md. */
export type Handling =
	| { readonly state: 'new' }
	| { readonly state: 'taken'; readonly by: string }
	| { readonly state: 'decided'; readonly by: string; readonly decision: Decision; readonly reason: string };

/** Taking over what a colleague holds is allowed only when said so, because two people on one alert is the usual accident. */
export function take(now: Handling, by: string, over = false): Result<Handling> {
	if (now.state === 'decided') return refuse('the alert is decided already; reopen it first');
	if (now.state === 'taken' && now.by !== by && !over) return refuse('a colleague has taken it');
	return ok({ state: 'taken', by });
}

export function release(now: Handling): Result<Handling> {
	return now.state === 'taken' ? ok({ state: 'new' }) : refuse(`an alert that is ${now.state} cannot be released`);
}

/** A decision without taking first is fine: a bundle is decided in one go. */
export function decide(now: Handling, by: string, decision: Decision, reason: string): Result<Handling> {
	if (now.state === 'decided') return refuse('the alert is decided already; reopen it first');
	if (now.state === 'taken' && now.by !== by) return refuse('a colleague has taken it');
	if (reason.trim().length < 3) return fail(finding('reason-missing', '/body/reason', 'a decision needs a reason'));
	return ok({ state: 'decided', by, decision, reason: reason.trim() });
}

/** A decision can be wrong: undo beats confirm. */
export function reopen(now: Handling, by: string): Result<Handling> {
	return now.state === 'decided' ? ok({ state: 'taken', by }) : refuse(`an alert that is ${now.state} need not be reopened`);
}

function refuse(detail: string): Result<never> {
	return fail(finding('state-refused', '/state', detail));
}
