/** One proof that an institution is watched. Unknown is never green. */
export type ProofState = 'proven' | 'failed' | 'unknown';

export interface Proof {
	readonly state: ProofState;
	/** Word for the screen to explain: see the texts of the watch board. */
	readonly why: string;
	/** The moment the proof rests on. */
	readonly at: Date | null;
}

export interface WatchFacts {
	/** Null: not disclosed to the asker. */
	readonly sensors: readonly { readonly lastReport: Date | null; readonly rhythmSeconds: number }[] | null;
	/** Null: the duty room cannot tell. */
	readonly desk: 'present' | 'planned' | 'empty' | null;
	readonly contactReachable: { readonly reachable: boolean; readonly at: Date | null } | null;
	/** Last synthetic alert that went through; undefined: not disclosed. */
	readonly syntheticPassed: Date | null | undefined;
}

export interface Watched {
	readonly watched: 'yes' | 'no' | 'unknown';
	readonly sensors: Proof;
	readonly desk: Proof;
	readonly contact: Proof;
	readonly synthetic: Proof;
}

const day = 86_400_000;
/** A sensor is silent when it missed one report entirely: twice its rhythm. */
const patience = 2;

/** The four live proofs of DOMAIN.md ("Watched now"), each on its own, and the whole. */
export function judgeWatch(facts: WatchFacts, now: Date): Watched {
	const proofs = {
		sensors: judgeSensors(facts.sensors, now),
		desk: judgeDesk(facts.desk, now),
		contact: judgeContact(facts.contactReachable),
		synthetic: judgeSynthetic(facts.syntheticPassed, now),
	};
	const states = Object.values(proofs).map(({ state }) => state);
	if (states.includes('failed')) return { watched: 'no', ...proofs };
	return { watched: states.every((state) => state === 'proven') ? 'yes' : 'unknown', ...proofs };
}

function judgeSensors(sensors: WatchFacts['sensors'], now: Date): Proof {
	if (sensors === null) return { state: 'unknown', why: 'not-disclosed', at: null };
	if (sensors.length === 0) return { state: 'failed', why: 'no-sensor', at: null };
	const heard = sensors.flatMap(({ lastReport }) => (lastReport === null ? [] : [lastReport.getTime()]));
	const at = heard.length === 0 ? null : new Date(Math.min(...heard));
	if (heard.length < sensors.length) return { state: 'failed', why: 'never-reported', at };
	const silent = sensors.some(
		({ lastReport, rhythmSeconds }) => now.getTime() - (lastReport?.getTime() ?? 0) > patience * rhythmSeconds * 1000,
	);
	return silent ? { state: 'failed', why: 'silent', at } : { state: 'proven', why: 'reporting', at };
}

/** A rota says who should be there; that somebody is can only be told by who is. */
function judgeDesk(desk: WatchFacts['desk'], now: Date): Proof {
	if (desk === null) return { state: 'unknown', why: 'not-known', at: null };
	if (desk === 'planned') return { state: 'unknown', why: 'not-taken-up', at: null };
	return desk === 'present' ? { state: 'proven', why: 'staffed', at: now } : { state: 'failed', why: 'not-staffed', at: now };
}

function judgeContact(contact: WatchFacts['contactReachable']): Proof {
	if (contact === null) return { state: 'unknown', why: 'not-known', at: null };
	return {
		state: contact.reachable ? 'proven' : 'failed',
		why: contact.reachable ? 'reachable' : 'not-reachable',
		at: contact.at,
	};
}

function judgeSynthetic(passed: WatchFacts['syntheticPassed'], now: Date): Proof {
	if (passed === undefined) return { state: 'unknown', why: 'not-disclosed', at: null };
	if (passed === null) return { state: 'failed', why: 'never-passed', at: null };
	const fresh = now.getTime() - passed.getTime() <= day;
	return { state: fresh ? 'proven' : 'failed', why: fresh ? 'passed' : 'too-old', at: passed };
}
