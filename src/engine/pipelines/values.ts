import type { Expression, Test } from '../model.ts';
import { checkRegex } from '../regex/check.ts';
import { compileRe2 } from '../regex/compile.ts';
import { patternTest, readPattern, type TextOptions } from '../sigma/pattern.ts';
import { entryOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';
import { type Change, changeItems, changingTests } from './change.ts';
import { testsOf } from './items.ts';
import { writtenOf } from './written.ts';

/** A test for a text as written, with the case and dashes of the test whose place it takes. */
function again(written: string, options: TextOptions): Test {
	return patternTest(readPattern(written), 'equals', options);
}

const caseless: TextOptions = { cased: false, dash: false };
const optionsOf = (test: Test): TextOptions => (test.kind === 'text' || test.kind === 'glob' ? test : caseless);

/** `map_string`: one text becomes others. */
export function readMapString(step: YamlMap): Change | string {
	const node = entryOf(step, 'mapping')?.value;
	if (node?.kind !== 'map') return 'map_string needs a mapping';
	const exact = new Map(node.entries.map(({ key, value }) => [key, textsOf(value)]));
	const folded = new Map([...exact].map(([key, texts]) => [key.toLowerCase(), texts]));
	return changingTests((test) => {
		const written = writtenOf(test);
		if (written === undefined || test.kind === 'compare') return [test];
		const options = optionsOf(test);
		const texts = options.cased ? exact.get(written) : folded.get(written.toLowerCase());
		return texts?.map((text) => again(text, options)) ?? [test];
	});
}

/** `replace_string`: what a regular expression finds in a text is replaced; `\1` stands for a group, as in Python. */
export function readReplaceString(step: YamlMap): Change | string {
	const source = textOf(entryOf(step, 'regex')?.value);
	const replacement = textOf(entryOf(step, 'replacement')?.value);
	if (source === undefined || replacement === undefined) return 'replace_string needs regex and replacement';
	if (textOf(entryOf(step, 'skip_special')?.value) === 'true') return 'replace_string with skip_special is not supported';
	const fault = checkRegex(source, 'i');
	if (fault) return fault;
	const [exact, folded] = [compileRe2(source, ''), compileRe2(source, 'i')];
	const groups = replacement.replaceAll('$', '\\$').replaceAll(/\\g<(\d+)>|\\(\d+)/g, (_, a, b) => `$${a ?? b}`);
	return changingTests((test) => {
		const written = writtenOf(test);
		if (written === undefined) return [test];
		const options = optionsOf(test);
		return [again((options.cased ? exact : folded).matcher(written).replaceAll(groups), options)];
	});
}

/** `set_value`: whatever the item asked for, it asks for this. */
export function readSetValue(step: YamlMap): Change | string {
	const node = entryOf(step, 'value')?.value;
	if (node?.kind !== 'scalar') return 'set_value needs a value';
	const test: Test = node.value === null ? { kind: 'null' } : again(node.text, caseless);
	return (working) =>
		changeItems(working, ({ field }) => (field === undefined ? { op: 'keyword', test } : { op: 'field', field, test }));
}

const hashLengths: Readonly<Record<number, string>> = { 32: 'MD5', 40: 'SHA1', 64: 'SHA256', 128: 'SHA512' };

/** `hashes_fields`: `SHA1=...` in one field becomes a value of a field of its own. */
export function readHashes(step: YamlMap): Change | string {
	const kinds = textsOf(entryOf(step, 'valid_hash_algos')?.value).map((kind) => kind.toUpperCase());
	const prefix = textOf(entryOf(step, 'field_prefix')?.value) ?? '';
	const plain = textOf(entryOf(step, 'drop_algo_prefix')?.value) === 'true';
	if (kinds.length === 0) return 'hashes_fields needs valid_hash_algos';
	return (working) => {
		let fault: string | undefined;
		const changed = changeItems(working, (item) => {
			const each = testsOf(item.expression).flatMap((test): Expression[] => {
				const [value = '', named] = (writtenOf(test) ?? '').replaceAll('*', '').split(/[=|]/).reverse();
				const kind = named?.toUpperCase() ?? hashLengths[value.length] ?? '';
				const field = `${prefix}${plain ? '' : kind}`;
				return kinds.includes(kind) ? [{ op: 'field', field, test: again(value, caseless) }] : [];
			});
			if (each.length === 0) fault = `no hash of a kind among ${kinds.join(', ')} stands in "${item.field ?? ''}"`;
			return { op: 'or', of: each };
		});
		return fault ?? changed;
	};
}
