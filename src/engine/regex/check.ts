import { compileRe2, needsRe2 } from './compile.ts';

const maxLength = 10_000;

/** What is wrong with a regular expression, or `undefined`. Lookaround and back references are refused: they cannot run in linear time. */
export function checkRegex(source: string, flags: string): string | undefined {
	if (source.length > maxLength) return `the expression is longer than ${maxLength} characters`;
	try {
		if (needsRe2(source, flags)) compileRe2(source, flags);
		return undefined;
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'not readable';
		return `the expression is not one that runs in linear time: ${reason}`;
	}
}
