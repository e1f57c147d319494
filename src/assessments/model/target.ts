import { type Finding, fail, finding, ok, type Result } from '#kernel';
import type { Skeleton } from '#norms';
import { sectorTerms, type TargetTerms } from './score.ts';

/** A target agreement as it is written down. Levels have at most one decimal. */
export interface Terms {
	readonly level: number;
	readonly clusters: readonly { readonly cluster: string; readonly level: number }[];
	readonly controls: readonly { readonly control: string; readonly level: number }[];
	readonly floor: number | null;
	readonly keyControls: readonly string[];
	/** Day by which it is reached, `YYYY-MM-DD`. */
	readonly byDay: string;
	/** Why it differs from the sector's 3; empty when it does not. */
	readonly reason: string;
	readonly loweringReason: string;
}

type Levels = Pick<Terms, 'level' | 'clusters' | 'controls' | 'floor' | 'keyControls'>;

export function termsOf(terms: Levels): TargetTerms {
	return {
		level: terms.level,
		clusters: new Map(terms.clusters.map((one) => [one.cluster, one.level])),
		controls: new Map(terms.controls.map((one) => [one.control, one.level])),
		floor: terms.floor,
		keyControls: new Set(terms.keyControls),
	};
}

/** What holds now: the agreement, or else the sector's 3, or the top of a framework whose scale ends below it. */
export function termsInForce(agreement: Levels | null, framework: Skeleton): TargetTerms {
	return agreement === null ? { ...sectorTerms, level: Math.min(sectorTerms.level, framework.max) } : termsOf(agreement);
}

/** Everything that would be held to less than before: the whole, a cluster, a control, the floor, a key control. */
export function lowered(before: TargetTerms, after: TargetTerms, framework: Skeleton): string[] {
	const clusterLevel = (terms: TargetTerms, cluster: string) => terms.clusters.get(cluster) ?? terms.level;
	const controlLevel = (terms: TargetTerms, control: string, cluster: string) =>
		terms.controls.get(control) ?? clusterLevel(terms, cluster);
	return [
		...(after.level < before.level ? ['the whole'] : []),
		...framework.clusters.flatMap(({ id }) => (clusterLevel(after, id) < clusterLevel(before, id) ? [`cluster ${id}`] : [])),
		...framework.controls.flatMap(({ id, cluster }) => {
			const own = before.controls.has(id) || after.controls.has(id);
			return own && controlLevel(after, id, cluster) < controlLevel(before, id, cluster) ? [`control ${id}`] : [];
		}),
		...(before.floor !== null && (after.floor === null || after.floor < before.floor) ? ['the floor'] : []),
		...[...before.keyControls].filter((id) => !after.keyControls.has(id)).map((id) => `key control ${id}`),
	];
}

/** All that is wrong with a proposal. @param inForce what holds now, the sector's 3 when nothing was agreed */
export function proposalFindings(terms: Terms, framework: Skeleton, inForce: TargetTerms, today: string): Finding[] {
	const findings: Finding[] = [];
	const fault = (code: string, where: string, detail: string) => findings.push(finding(code, `/body/${where}`, detail));
	const clusters = new Set(framework.clusters.map((one) => one.id));
	const controls = new Set(framework.controls.map((one) => one.id));
	const level = (value: number, where: string) => {
		if (value < framework.min || value > framework.max || Math.abs(value * 10 - Math.round(value * 10)) > 1e-9)
			fault('level-refused', where, `${value} is not a level from ${framework.min} to ${framework.max} with at most one decimal`);
	};
	level(terms.level, 'level');
	for (const [index, one] of terms.clusters.entries()) {
		if (!clusters.has(one.cluster)) fault('cluster-unknown', `clusters/${index}/cluster`, `there is no cluster ${one.cluster}`);
		level(one.level, `clusters/${index}/level`);
	}
	for (const [index, one] of terms.controls.entries()) {
		if (!controls.has(one.control)) fault('control-unknown', `controls/${index}/control`, `there is no control ${one.control}`);
		level(one.level, `controls/${index}/level`);
	}
	for (const [index, one] of terms.keyControls.entries())
		if (!controls.has(one)) fault('control-unknown', `keyControls/${index}`, `there is no control ${one}`);
	if (terms.floor !== null) level(terms.floor, 'floor');
	if (terms.byDay < today) fault('date-past', 'byDay', `${terms.byDay} is before today`);
	const deviates = [terms.level, ...terms.clusters.map((one) => one.level)].some(
		(value) => value !== Math.min(sectorTerms.level, framework.max),
	);
	if (deviates && terms.reason.trim().length < 3) fault('reason-absent', 'reason', 'a target other than 3 asks a reason');
	const less = lowered(inForce, termsOf(terms), framework);
	if (less.length > 0 && terms.loweringReason.trim().length < 3)
		fault('reason-absent', 'loweringReason', `this lowers ${less.join(', ')}: that asks a reason`);
	return findings;
}

export const targetStates = ['proposed', 'half-signed', 'in-force', 'superseded', 'withdrawn'] as const;
export type TargetState = (typeof targetStates)[number];
export type Side = 'board' | 'coordinator';

export interface Signing {
	readonly state: TargetState;
	readonly lowers: boolean;
	readonly proposedBy: string | null;
	readonly signed: readonly Side[];
}

/** Drawn in docs/state-machines/target-agreement.md. */
export const targetSteps = [
	{ verb: 'sign', from: 'proposed', to: 'half-signed' },
	{ verb: 'sign', from: 'half-signed', to: 'in-force' },
	{ verb: 'withdraw', from: 'proposed', to: 'withdrawn' },
	{ verb: 'withdraw', from: 'half-signed', to: 'withdrawn' },
	{ verb: 'succeed', from: 'in-force', to: 'superseded' },
] as const satisfies readonly { verb: string; from: TargetState; to: TargetState }[];

export function stepTarget(state: TargetState, verb: (typeof targetSteps)[number]['verb']): Result<TargetState> {
	const step = targetSteps.find((one) => one.verb === verb && one.from === state);
	return step ? ok(step.to) : fail(finding('state-refused', '/state', `${verb} is not possible when it is ${state}`));
}

/** Each side signs once. Who proposes to lower cannot sign that for the board: lowering asks a second person. */
export function signTarget(now: Signing, side: Side, person: string | null): Result<TargetState> {
	if (now.signed.includes(side)) return fail(finding('state-refused', '/state', 'this side has signed already'));
	if (side === 'board' && now.lowers && (person === null || person === now.proposedBy))
		return fail(finding('same-person', '/signature', 'lowering asks the signature of somebody else than who proposed it'));
	return stepTarget(now.state, 'sign');
}
