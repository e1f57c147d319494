import { readNetwork } from '../net/ip.ts';
import type { Test, TextMode } from '../model.ts';
import { checkRegex } from '../regex/check.ts';
import type { YamlScalar } from '../yaml/tree.ts';
import { base64Offsets, utf16 } from './encode.ts';
import type { Modifiers } from './modifiers.ts';
import { patternTest, plainText, readPattern } from './pattern.ts';

/** The tests one value stands for (any of them suffices), or a sentence that says what is wrong with it. */
export function readValue(node: YamlScalar, modifiers: Modifiers, standard: TextMode): readonly Test[] | string {
	const { text, value } = node;
	if (modifiers.exists) return existsTest(text);
	if (modifiers.comparison || modifiers.part) return numberTest(node, modifiers);
	if (value === null)
		return modifiers.mode || modifiers.regex || modifiers.cidr ? 'a null goes with no text modifier' : [{ kind: 'null' }];
	if (modifiers.regex) return regexTest(text, modifiers);
	if (modifiers.cidr) return readNetwork(text) ? [{ kind: 'cidr', network: text.trim() }] : `"${text}" is not a network`;
	const mode = modifiers.mode ?? standard;
	if (modifiers.fieldref) return [{ kind: 'fieldref', field: text, mode, cased: modifiers.cased }];
	if (modifiers.expand && /%[^%\s]+%/.test(text)) return [{ kind: 'unexpanded', template: text, mode, cased: modifiers.cased }];
	if (modifiers.encodings.length > 0) return encodedTests(text, modifiers, mode);
	const spellings = typeof value === 'number' && String(value) !== text ? [text, String(value)] : [text];
	return spellings.map((spelling) => patternTest(readPattern(spelling), mode, modifiers));
}

function existsTest(text: string): readonly Test[] | string {
	const wanted = /^(true|yes)$/i.test(text);
	if (!wanted && !/^(false|no)$/i.test(text)) return `"exists" wants true or false, not "${text}"`;
	return [{ kind: 'present', wanted }];
}

function numberTest({ text, value }: YamlScalar, { comparison, part }: Modifiers): readonly Test[] | string {
	const number = typeof value === 'number' ? value : text.trim() === '' ? Number.NaN : Number(text);
	if (Number.isNaN(number)) return `"${text}" is not a number`;
	return [{ kind: 'compare', operator: comparison ?? 'eq', number, ...(part && { part }) }];
}

function regexTest(text: string, { flags }: Modifiers): readonly Test[] | string {
	const fault = checkRegex(text, flags);
	return fault ?? [{ kind: 'regex', source: text, flags }];
}

function encodedTests(text: string, modifiers: Modifiers, mode: TextMode): readonly Test[] | string {
	const plain = plainText(text);
	if (plain === undefined) return `"${text}" has wildcards, which cannot be encoded`;
	let forms: (string | Buffer)[] = [plain];
	for (const encoding of modifiers.encodings) {
		forms = forms.flatMap((form): (string | Buffer)[] => {
			const bytes = typeof form === 'string' ? Buffer.from(form, 'utf8') : form;
			if (encoding === 'base64') return [bytes.toString('base64')];
			if (encoding === 'base64offset') return base64Offsets(bytes);
			const order = encoding === 'utf16be' ? 'be' : encoding === 'utf16' ? 'bom' : 'le';
			return [utf16(typeof form === 'string' ? form : form.toString('latin1'), order)];
		});
	}
	return forms.map((form) => patternTest([typeof form === 'string' ? form : form.toString('latin1')], mode, modifiers));
}
