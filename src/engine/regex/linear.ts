import { type CharSet, disjoint, type Regex, type RegexNode } from './ast.ts';

const maxPaths = 400;
const maxLength = 600;

/**
 * Proves that a backtracking engine searches with this expression in time linear in the text. `false` means: not proven.
 *
 * Shape proven: bounded prefix, at most one unbounded run of one character set, bounded suffix. The bounded parts offer a constant
 * number of ways. Where the run exists, a mandatory prefix character outside its set keeps runs of different starting points
 * from overlapping by more than the length of the prefix, so no character is walked more than a constant number of times.
 */
export function isLinear(regex: Regex): boolean {
	const parts = regex.node.kind === 'cat' ? regex.node.of : [regex.node];
	const runs = parts.filter((part) => !isBounded(part));
	if (!pathsFew(parts.filter(isBounded))) return false;
	if (runs.length === 0) return true;
	const [run] = runs;
	if (runs.length > 1 || run?.kind !== 'repeat' || run.of.kind !== 'set') return false;
	const { set } = run.of;
	const [first] = parts;
	if (first?.kind === 'assert' && first.source === '^' && !regex.flags.includes('m')) return true;
	return parts.slice(0, parts.indexOf(run)).some((part) => mustLeave(part, set, regex.flags.includes('i')));
}

/** Whether a match exists depends on no more than the least of a run at either edge: `a\s+` finds what `a\s` finds. */
export function trimEdges(regex: Regex): Regex {
	if (regex.node.kind !== 'cat') return { ...regex, node: atLeast(regex.node) };
	const of = [...regex.node.of];
	const last = of.length - 1;
	const [first] = of;
	if (first) of[0] = atLeast(first);
	const end = of[last];
	if (end) of[last] = atLeast(end);
	return { ...regex, node: { kind: 'cat', of } };
}

function atLeast(node: RegexNode): RegexNode {
	return node.kind === 'repeat' && node.of.kind === 'set' ? { ...node, max: node.min } : node;
}

/** Whether the parts one after the other are short and offer few ways. */
export function pathsFew(parts: readonly RegexNode[]): boolean {
	const ways = parts.reduce((product, part) => product * paths(part), 1);
	return ways <= maxPaths && parts.reduce((sum, part) => sum + longest(part), 0) <= maxLength;
}

export function isBounded(node: RegexNode): boolean {
	if (node.kind === 'repeat') return node.max !== Infinity && isBounded(node.of);
	return node.kind === 'cat' || node.kind === 'alt' ? node.of.every(isBounded) : true;
}

/** How many ways a backtracking engine can go through a bounded expression. */
function paths(node: RegexNode): number {
	if (node.kind === 'cat') return node.of.reduce((ways, part) => ways * paths(part), 1);
	if (node.kind === 'alt') return node.of.reduce((ways, part) => ways + paths(part), 0);
	if (node.kind !== 'repeat') return 1;
	const each = paths(node.of);
	if (each === 1) return node.max - node.min + 1;
	let ways = 0;
	for (let count = node.min; count <= node.max && ways <= maxPaths; count++) ways += each ** count;
	return ways;
}

/** Length in code units of the longest text a bounded expression takes. */
export function longest(node: RegexNode): number {
	if (node.kind === 'cat') return node.of.reduce((sum, part) => sum + longest(part), 0);
	if (node.kind === 'alt') return node.of.reduce((most, part) => Math.max(most, longest(part)), 0);
	if (node.kind === 'repeat') return node.max === 0 ? 0 : node.max * longest(node.of);
	return node.kind === 'set' ? 1 : 0;
}

export function shortest(node: RegexNode): number {
	if (node.kind === 'cat') return node.of.reduce((sum, part) => sum + shortest(part), 0);
	if (node.kind === 'alt') return node.of.reduce((least, part) => Math.min(least, shortest(part)), Infinity);
	if (node.kind === 'repeat') return node.min * shortest(node.of);
	return node.kind === 'set' ? 1 : 0;
}

/** Whether each way through the part takes a character that the run cannot take. */
function mustLeave(node: RegexNode, run: CharSet, ignoreCase: boolean): boolean {
	if (node.kind === 'set') return disjoint(ignoreCase ? bothCases(node.set) : node.set, ignoreCase ? bothCases(run) : run);
	if (node.kind === 'cat') return node.of.some((part) => mustLeave(part, run, ignoreCase));
	if (node.kind === 'alt') return node.of.every((part) => mustLeave(part, run, ignoreCase));
	return node.kind === 'repeat' && node.min > 0 && mustLeave(node.of, run, ignoreCase);
}

/** The set with the other case of its ASCII letters; any letter beyond ASCII widens it to all of them. */
function bothCases(set: CharSet): CharSet {
	return set.flatMap(([low, high]): [number, number][] => {
		const ranges: [number, number][] = [[low, high]];
		if (low <= 90 && high >= 65) ranges.push([Math.max(low, 65) + 32, Math.min(high, 90) + 32]);
		if (low <= 122 && high >= 97) ranges.push([Math.max(low, 97) - 32, Math.min(high, 122) - 32]);
		if (high >= 128) ranges.push([128, 0xffff]);
		return ranges;
	});
}
