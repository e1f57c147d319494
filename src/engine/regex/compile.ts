import { RE2JS } from 're2js';
import { emitRegex } from './emit.ts';
import { isLinear } from './linear.ts';
import { parseRegex } from './parse.ts';

/** Searches a text; the time is linear in its length whatever the expression. Throws what RE2 throws on one it cannot read. */
export function compileRegex(source: string, flags: string): (text: string) => boolean {
	const parsed = parseRegex(source, flags);
	if (parsed && isLinear(parsed)) {
		const native = new RegExp(emitRegex(parsed.node), parsed.flags.replace('s', ''));
		return (text) => native.test(text);
	}
	const re2 = compileRe2(source, flags);
	return (text) => re2.matcher(text).find();
}

export function compileRe2(source: string, flags: string): RE2JS {
	let bits = 0;
	if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
	if (flags.includes('m')) bits |= RE2JS.MULTILINE;
	if (flags.includes('s')) bits |= RE2JS.DOTALL;
	return RE2JS.compile(source, bits);
}
