import { RE2JS } from 're2js';
import type { CharSet, Regex } from './ast.ts';
import { emitRegex } from './emit.ts';
import { gappedSearch } from './gapped.ts';
import { isLinear, trimEdges } from './linear.ts';
import { parseRegex } from './parse.ts';

export type Search = (text: string) => boolean;

/**
 * Searches a text; the time is linear in its length whatever the expression: by the native engine where that is proven, by counting
 * for a lone run, by pieces in order, and by RE2 for what is left. Throws what RE2 throws on an expression it cannot read.
 */
export function compileRegex(source: string, flags: string): Search {
	const parsed = parseRegex(source, flags);
	if (!parsed) return re2Search(source, flags);
	const regex = trimEdges(parsed);
	if (isLinear(regex)) {
		const native = new RegExp(emitRegex(regex.node), regex.flags.replace('s', ''));
		return (text) => native.test(text);
	}
	const run = loneRun(regex);
	if (run) return runSearch(run.set, run.min);
	const { mayMatch, exactOnOneLine } = gappedSearch(regex);
	let confirm: Search | undefined;
	return (text) => {
		if (!mayMatch(text)) return false;
		if (exactOnOneLine && !text.includes('\n')) return true;
		confirm ??= re2Search(source, flags);
		return confirm(text);
	};
}

/** Whether a search may come to RE2, which does not take every expression that can be read. */
export function needsRe2(source: string, flags: string): boolean {
	const parsed = parseRegex(source, flags);
	const regex = parsed && trimEdges(parsed);
	return !regex || !(isLinear(regex) || loneRun(regex));
}

/** The run of characters that is all an expression asks for. */
function loneRun({ node, flags }: Regex): { readonly set: CharSet; readonly min: number } | undefined {
	const lone = node.kind === 'cat' && node.of.length === 1 ? node.of[0] : node;
	return lone?.kind === 'repeat' && lone.of.kind === 'set' && !flags.includes('i')
		? { set: lone.of.set, min: lone.min }
		: undefined;
}

/** Whether `least` characters of the set stand in a row. */
function runSearch(set: CharSet, least: number): Search {
	return (text) => {
		let run = 0;
		for (let at = 0; at < text.length && run < least; at++) {
			const code = text.charCodeAt(at);
			run = set.some(([low, high]) => code >= low && code <= high) ? run + 1 : 0;
		}
		return run >= least;
	};
}

function re2Search(source: string, flags: string): Search {
	const re2 = compileRe2(source, flags);
	return (text) => re2.matcher(text).find();
}

/** `\Z` of PCRE is the end, or before the newline there. */
export function compileRe2(source: string, flags: string): RE2JS {
	let bits = 0;
	if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
	if (flags.includes('m')) bits |= RE2JS.MULTILINE;
	if (flags.includes('s')) bits |= RE2JS.DOTALL;
	return RE2JS.compile(
		source.replaceAll(/\\[\s\S]/g, (pair) => (pair === '\\Z' ? '(?:\\n?\\z)' : pair)),
		bits,
	);
}
