/** One thing that is wrong, with the place a person has to look at. */
export interface Finding {
	/** Name from the error catalogue or from the standard that was broken. */
	readonly code: string;
	/** JSON pointer, `file:line:column` or `line N, column NAME`. */
	readonly where: string;
	/** What stands there and what was expected, in English. */
	readonly detail: string;
}

/** Judging returns findings; it never throws. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

export function ok<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function fail<T = never>(...findings: Finding[]): Result<T> {
	return { ok: false, findings };
}

export function finding(code: string, where: string, detail: string): Finding {
	return { code, where, detail };
}

/** All values, or all findings of all of them. */
export function collect<T>(results: readonly Result<T>[]): Result<T[]> {
	const findings = results.flatMap((result) => (result.ok ? [] : result.findings));
	if (findings.length > 0) return { ok: false, findings };
	return ok(results.flatMap((result) => (result.ok ? [result.value] : [])));
}
