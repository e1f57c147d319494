import type { Parameters } from './telemetry.ts';

const placeholder = /\{(\w+):([^{}]+)\}/g;
const special = /[\\'\0]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\0': '\\0' };

/** A value as quoted text of a statement. */
export function quoted(value: unknown): string {
	const text = String(value).replace(special, (sign) => escapes[sign] ?? sign);
	return `'${text}'`;
}

/**
 * A statement with its parameters written in, each as quoted text that is cast to the type its placeholder names: the form
 * the engine itself gives them. The embedded engine binds for one statement of the whole process at a time, so that one
 * long question would hold up all others.
 */
export function withLiterals(sql: string, parameters: Parameters): string {
	return sql.replace(placeholder, (_whole, name: string, type: string) => {
		const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
		if (value === undefined || value === null) throw new Error(`Code: 456. The parameter ${name} is not given`);
		// A cluster reads a list of whole numbers without quotes; those beyond 2^53 come as digits, in a list of text.
		if (Array.isArray(value) && /^Array\(U?Int/.test(type) && value.some((one) => typeof one === 'string'))
			throw new Error(`Code: 53. The parameter ${name} holds text where ${type} wants numbers`);
		return `CAST(${Array.isArray(value) ? `[${value.map(quoted).join(',')}]` : quoted(value)} AS ${type})`;
	});
}
