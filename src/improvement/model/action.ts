import { fail, finding, ok, type Result } from '#kernel';

export const actionStates = ['open', 'in-progress', 'done', 'verified', 'dropped'] as const;
export type ActionState = (typeof actionStates)[number];
export const actionVerbs = ['start', 'finish', 'verify', 'reject', 'drop', 'reopen'] as const;
export type ActionVerb = (typeof actionVerbs)[number];

/** Every step there is; drawn in docs/state-machines/improvement-action.md. */
export const actionSteps: Record<ActionVerb, { readonly from: readonly ActionState[]; readonly to: ActionState }> = {
	start: { from: ['open'], to: 'in-progress' },
	finish: { from: ['open', 'in-progress'], to: 'done' },
	verify: { from: ['done'], to: 'verified' },
	reject: { from: ['done'], to: 'in-progress' },
	drop: { from: ['open', 'in-progress'], to: 'dropped' },
	reopen: { from: ['dropped'], to: 'open' },
};

export interface Step {
	readonly verb: ActionVerb;
	readonly proof?: string;
	readonly reason?: string;
	readonly person: string | null;
}

/** The next state, or why not. Done asks a proof, dropping and rejecting a reason, verifying somebody else than who finished it. */
export function stepAction(
	now: { readonly state: ActionState; readonly doneBy: string | null },
	step: Step,
): Result<ActionState> {
	const { from, to } = actionSteps[step.verb];
	if (!from.includes(now.state))
		return fail(finding('state-refused', '/body/verb', `${step.verb} asks ${from.join(' or ')}; it is ${now.state}`));
	if (step.verb === 'finish' && !step.proof)
		return fail(finding('proof-absent', '/body/proof', 'done asks a proof: what shows that it works?'));
	if ((step.verb === 'drop' || step.verb === 'reject') && !step.reason)
		return fail(finding('reason-absent', '/body/reason', `${step.verb} asks a reason`));
	if (step.verb === 'verify' && step.person !== null && step.person === now.doneBy)
		return fail(finding('same-person', '/body/verb', 'somebody else than who finished it looks at the proof'));
	return ok(to);
}

/** What was done, verified or dropped is history: only a step changes it, so that a proof cannot be swapped after the fact. */
export function mayEdit(state: ActionState): boolean {
	return state === 'open' || state === 'in-progress';
}
