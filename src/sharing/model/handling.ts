import { fail, finding, ok, type Result } from '#kernel';

export const handlingStates = ['received', 'not-applicable', 'planned', 'done', 'verified'] as const;
export type HandlingState = (typeof handlingStates)[number];

/** One institution and one mitigation line, as far as a decision needs it. */
export interface Handling {
	readonly state: HandlingState;
	readonly reason: string | null;
	/** Day, `YYYY-MM-DD`. */
	readonly plannedOn: string | null;
	readonly owner: string | null;
	readonly proof: string | null;
	readonly doneBy: string | null;
	readonly doneAt: Date | null;
	readonly verifiedBy: string | null;
	readonly verifiedOrganisation: string | null;
	readonly verifiedAt: Date | null;
	readonly verifiedHow: string | null;
}

/** What somebody asks; each names the state it leads to. */
export type HandlingChange =
	| { readonly state: 'not-applicable'; readonly reason: string }
	| { readonly state: 'planned'; readonly plannedOn: string; readonly owner: string }
	| { readonly state: 'done'; readonly proof: string }
	| { readonly state: 'verified'; readonly how: string }
	| { readonly state: 'received'; readonly reason: string };

export interface Decider {
	readonly person: string | null;
	readonly organisation: string;
	/** Whether the decider belongs to the institution whose handling this is. */
	readonly own: boolean;
	readonly at: Date;
}

/** From which states each state can be reached; the diagram is docs/state-machines/handling.md. */
export const reachableFrom: Record<HandlingState, readonly HandlingState[]> = {
	'not-applicable': ['received', 'planned'],
	planned: ['received', 'planned', 'not-applicable'],
	done: ['received', 'planned', 'not-applicable'],
	verified: ['done'],
	received: ['not-applicable', 'done', 'verified'],
};

const refused = (code: string, detail: string) => fail<Handling>(finding(code, '/state', detail));

const unverified = { verifiedBy: null, verifiedOrganisation: null, verifiedAt: null, verifiedHow: null };

/** The next state of a handling, or why not. */
export function decide(handling: Handling, change: HandlingChange, decider: Decider): Result<Handling> {
	if (!reachableFrom[change.state].includes(handling.state)) {
		return refused('state-refused', `${handling.state} does not go to ${change.state}`);
	}
	if (change.state === 'verified') return verify(handling, change.how, decider);
	const refusesProof = change.state === 'received' && handling.state === 'done';
	if (!decider.own && !refusesProof)
		return refused('not-own', 'another organisation verifies or refuses the proof, nothing else');
	if (change.state === 'not-applicable') return ok({ ...handling, state: 'not-applicable', reason: change.reason });
	if (change.state === 'planned') {
		return ok({ ...handling, state: 'planned', plannedOn: change.plannedOn, owner: change.owner, reason: null });
	}
	if (change.state === 'done') {
		return ok({ ...handling, state: 'done', proof: change.proof, doneBy: decider.person, doneAt: decider.at, reason: null });
	}
	return ok({ ...handling, ...unverified, state: 'received', reason: change.reason });
}

function verify(handling: Handling, how: string, { person, organisation, at }: Decider): Result<Handling> {
	if (person === null) return refused('not-a-person', 'a person verifies, not a machine');
	if (person === handling.doneBy) return refused('same-person', 'who said done does not verify it');
	return ok({
		...handling,
		...{ state: 'verified', verifiedBy: person, verifiedOrganisation: organisation, verifiedAt: at, verifiedHow: how },
	});
}
