import { fold } from '../text/fold.ts';
import type { Regex, RegexNode } from './ast.ts';

const maxForms = 24;

/**
 * Texts of which every match contains at least one, in lower case and ASCII; `undefined` when none can be named.
 * `weigh` tells how common a set of texts is: the rarest is chosen.
 */
export function requiredLiterals(regex: Regex, weigh: (texts: readonly string[]) => number): readonly string[] | undefined {
	return required(regex.node);

	function required(node: RegexNode): readonly string[] | undefined {
		if (node.kind === 'repeat') return node.min > 0 ? required(node.of) : undefined;
		if (node.kind === 'alt') {
			const each = node.of.map(required);
			return each.every((texts) => texts !== undefined) ? each.flat() : undefined;
		}
		if (node.kind !== 'cat') return exact(node);
		let best: readonly string[] | undefined;
		const offer = (texts: readonly string[] | undefined) => {
			if (!texts || texts.length === 0 || texts.includes('')) return;
			if (!best || weigh(texts) < weigh(best)) best = texts;
		};
		let run: readonly string[] = [''];
		for (const part of node.of) {
			const forms = exact(part);
			if (forms && forms.length * run.length <= maxForms) {
				run = run.flatMap((start) => forms.map((end) => start + end));
				continue;
			}
			offer(run);
			offer(required(part));
			run = [''];
		}
		offer(run);
		return best;
	}
}

/** All texts the node can stand for, when they are few. */
function exact(node: RegexNode): readonly string[] | undefined {
	if (node.kind === 'assert') return [''];
	if (node.kind === 'set') {
		const letters = new Set<string>();
		for (const [low, high] of node.set) {
			if (high >= 128 || high - low > 8) return undefined;
			for (let code = low; code <= high; code++) letters.add(fold(String.fromCharCode(code)));
		}
		return letters.size <= 4 ? [...letters] : undefined;
	}
	if (node.kind === 'alt') {
		const each = node.of.map(exact);
		const forms = each.every((texts) => texts !== undefined) ? [...new Set(each.flat())] : undefined;
		return forms && forms.length <= maxForms ? forms : undefined;
	}
	if (node.kind === 'cat') {
		let run: readonly string[] = [''];
		for (const part of node.of) {
			const forms = exact(part);
			if (!forms || forms.length * run.length > maxForms) return undefined;
			run = run.flatMap((start) => forms.map((end) => start + end));
		}
		return run;
	}
	if (node.kind !== 'repeat' || node.max > 3) return undefined;
	const once = exact(node.of);
	if (node.min === 1 && node.max === 1) return once;
	if (!once || once.length > 1) return undefined;
	return Array.from({ length: node.max - node.min + 1 }, (_, extra) => (once[0] ?? '').repeat(node.min + extra));
}
