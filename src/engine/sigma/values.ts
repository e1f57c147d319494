import { readNetwork } from '../net/ip.ts';
import type { Test, TextMode } from '../model.ts';
import { checkRegex } from '../regex/check.ts';
import { unspaced } from '../yaml/access.ts';
import type { YamlScalar } from '../yaml/tree.ts';
import { dashSpellings, encodeText } from './encode.ts';
import type { Modifiers } from './modifiers.ts';
import { patternTest, readPattern } from './pattern.ts';

/** The tests one value stands for (any of them suffices), or a sentence that says what is wrong with it. */
export function readValue(node: YamlScalar, modifiers: Modifiers, standard: TextMode): readonly Test[] | string {
	const { text, value } = node;
	if (modifiers.exists) return existsTest(text);
	if (modifiers.comparison || modifiers.part) return numberTest(node, modifiers);
	if (value === null)
		return modifiers.mode || modifiers.regex || modifiers.cidr || modifiers.fieldref || modifiers.encodings.length > 0
			? 'a null goes with no text modifier'
			: [{ kind: 'null' }];
	const later = modifiers.expand && placeholder.test(text);
	if (later && !modifiers.fieldref) return unexpandedTest(text, modifiers, standard);
	if (modifiers.regex) return regexTest(text, modifiers);
	if (modifiers.cidr) return readNetwork(text) ? [{ kind: 'cidr', network: text.trim() }] : `"${text}" is not a network`;
	const mode = modifiers.mode ?? standard;
	if (modifiers.fieldref && unspaced(text) === '') return '"fieldref" wants the name of a field';
	if (modifiers.fieldref) return [{ kind: 'fieldref', field: unspaced(text), mode, cased: modifiers.cased }];
	if (modifiers.encodings.length > 0) return encodedTests(text, modifiers, mode);
	return spellingsOf(modifiers.expand ? text.replaceAll('\\%', '%') : text, value).map((spelling) =>
		patternTest(readPattern(spelling), mode, modifiers),
	);
}

/** A name between percent signs of which the first is not taken literally. */
export const placeholder = /(?<!\\)%([^%\s\\]+)%/;

function unexpandedTest(template: string, modifiers: Modifiers, standard: TextMode): readonly Test[] | string {
	const { cased, dash, flags, regex, cidr, encodings } = modifiers;
	if (encodings.length > 0) return `"${template}" has a placeholder, which cannot be encoded`;
	const as = regex ? 'regex' : cidr ? 'cidr' : 'text';
	return [{ kind: 'unexpanded', template, as, flags, mode: modifiers.mode ?? standard, cased, dash }];
}

/** As written, and for decimal numbers also as events write them: `1.0` is 1. Others (0x10, dates) stay as written. */
function spellingsOf(text: string, value: YamlScalar['value']): string[] {
	const decimal = typeof value === 'number' && !/^[-+]?0[xob]/i.test(text);
	return decimal && String(value) !== text ? [text, String(value)] : [text];
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
	const parts = readPattern(text);
	const wild = parts.some((part) => typeof part !== 'string');
	if (wild && modifiers.encodings.some((encoding) => encoding.startsWith('base64'))) {
		return `"${text}" has wildcards, which cannot be encoded`;
	}
	const { cased } = modifiers;
	if (wild) {
		const wide = parts.map((part) => (typeof part === 'string' ? (encodeText(part, modifiers.encodings)[0] ?? '') : part));
		return [patternTest(wide, mode, { cased, dash: false })];
	}
	const plain = parts.join('');
	const spelled = modifiers.dash ? dashSpellings(plain) : [plain];
	if (!spelled) return `"${text}" has too many dashes for windash with an encoding`;
	return spelled
		.flatMap((one) => encodeText(one, modifiers.encodings))
		.map((form) => patternTest(form === '' ? [] : [form], mode, { cased, dash: false }));
}
