import { type CharSet, disjoint, type Regex, type RegexNode } from './ast.ts';

const maxPaths = 64;
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
	if (parts.reduce((ways, part) => ways * (isBounded(part) ? paths(part) : 1), 1) > maxPaths) return false;
	if (parts.reduce((sum, part) => sum + (isBounded(part) ? longest(part) : 0), 0) > maxLength) return false;
	if (runs.length === 0) return true;
	const [run] = runs;
	if (runs.length > 1 || run?.kind !== 'repeat' || run.of.kind !== 'set') return false;
	const { set } = run.of;
	const [first] = parts;
	const anchored = first?.kind === 'assert' && first.source === '^' && !regex.flags.includes('m');
	if (anchored || (parts.at(-1) === run && run.min === 0)) return true;
	return parts.slice(0, parts.indexOf(run)).some((part) => mustLeave(part, set, regex.flags.includes('i')));
}

function isBounded(node: RegexNode): boolean {
	if (node.kind === 'repeat') return node.max !== Infinity && isBounded(node.of);
	return node.kind === 'cat' || node.kind === 'alt' ? node.of.every(isBounded) : true;
}

/** How many ways a backtracking engine can go through a bounded expression. */
function paths(node: RegexNode): number {
	if (node.kind === 'cat') return node.of.reduce((ways, part) => ways * paths(part), 1);
	if (node.kind === 'alt') return node.of.reduce((ways, part) => ways + paths(part), 0);
	if (node.kind !== 'repeat') return 1;
	const each = paths(node.of);
	let ways = 0;
	for (let count = node.min; count <= Math.min(node.max, node.min + maxPaths); count++) ways += each ** count;
	return ways;
}

function longest(node: RegexNode): number {
	if (node.kind === 'cat') return node.of.reduce((sum, part) => sum + longest(part), 0);
	if (node.kind === 'alt') return node.of.reduce((most, part) => Math.max(most, longest(part)), 0);
	if (node.kind === 'repeat') return node.max * longest(node.of);
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
