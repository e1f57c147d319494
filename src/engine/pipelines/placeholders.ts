import type { Test } from '../model.ts';
import { readNetwork } from '../net/ip.ts';
import { checkRegex } from '../regex/check.ts';
import { patternTest, readPattern } from '../sigma/pattern.ts';
import { placeholder } from '../sigma/values.ts';
import { textsOf, entryOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';
import { type Change, changeItems, type Vars } from './change.ts';
import { mapTests } from './items.ts';

type ValuesOf = (name: string) => readonly string[] | undefined;
type Unexpanded = Test & { readonly kind: 'unexpanded' };
/** Several placeholders in one text multiply. */
const maxTexts = 100_000;

/** `value_placeholders`: names between percent signs become the values that the pipeline gives them. */
export function readValuePlaceholders(step: YamlMap, vars: Vars): Change | string {
	return expanding(step, (name) => vars.get(name));
}

/** `wildcard_placeholders`: anything may stand there. */
export function readWildcardPlaceholders(step: YamlMap): Change | string {
	return expanding(step, () => ['*']);
}

function expanding(step: YamlMap, valuesOf: ValuesOf): Change | string {
	const include = textsOf(entryOf(step, 'include')?.value);
	const exclude = textsOf(entryOf(step, 'exclude')?.value);
	if (include.length > 0 && exclude.length > 0) return 'include and exclude go not together';
	const wanted: ValuesOf = (name) =>
		(include.length === 0 || include.includes(name)) && !exclude.includes(name) ? valuesOf(name) : undefined;
	return (working) => {
		let fault: string | undefined;
		const changed = changeItems(working, ({ expression }) =>
			mapTests(expression, (test) => {
				if (test.kind !== 'unexpanded') return [test];
				const templates = expand(test.template, wanted);
				const read = templates.map((template) => testOf(test, template));
				fault ??=
					templates.length > maxTexts ? `"${test.template}" has too many values` : read.find((one) => typeof one === 'string');
				return read.every((one) => typeof one !== 'string') ? read : [test];
			}),
		);
		return fault ?? changed;
	};
}

/** The template with each wanted placeholder replaced by each of its values; the others stay, to be replaced by a later step. */
function expand(template: string, valuesOf: ValuesOf): string[] {
	let done = [''];
	let rest = template;
	for (let match = placeholder.exec(rest); match && done.length <= maxTexts; match = placeholder.exec(rest)) {
		const before = rest.slice(0, match.index);
		const values = valuesOf(match[1] ?? '')?.map((value) => value.replaceAll('%', '\\%')) ?? [match[0]];
		rest = rest.slice(match.index + match[0].length);
		done = done.flatMap((start) => values.map((value) => start + before + value));
	}
	return done.map((start) => start + rest);
}

/** What a template means as far as it is filled, or what is wrong with the value it got. */
function testOf(test: Unexpanded, template: string): Test | string {
	if (placeholder.test(template)) return template === test.template ? test : { ...test, template };
	const text = template.replaceAll('\\%', '%');
	if (test.as === 'text') return patternTest(readPattern(text), test.mode, test);
	if (test.as === 'cidr') return readNetwork(text) ? { kind: 'cidr', network: text.trim() } : `"${text}" is not a network`;
	return checkRegex(text, test.flags) ?? { kind: 'regex', source: text, flags: test.flags };
}
