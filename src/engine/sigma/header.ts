import { type Finding, finding } from '#kernel';
import { type RuleHeader, type RuleLevel, ruleLevels } from '../model.ts';
import { entryOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';

const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/**
 * Reads what people see of a rule. Its faults leave the rule usable: an absent or unknown level counts as medium.
 * @param number place of the document in its file, which tells apart rules without id and name
 */
export function readHeader(document: YamlMap, file: string, number: number, findings: Finding[]): RuleHeader {
	const text = (key: string) => textOf(entryOf(document, key)?.value) ?? '';
	const texts = (key: string) => textsOf(entryOf(document, key)?.value);
	const lineOf = (key: string) => entryOf(document, key)?.line ?? document.line;
	const oneOf = (key: string, known: readonly string[]) => {
		const written = text(key).toLowerCase();
		if (written && !known.includes(written)) {
			findings.push(finding('rule-invalid', `${file}:${lineOf(key)}`, `${key} "${written}" is not one of ${known.join(', ')}`));
		}
	};
	const id = text('id').trim();
	if (/\s/.test(id)) findings.push(finding('rule-invalid', `${file}:${lineOf('id')}`, `id "${id}" has blanks`));
	const title = text('title');
	if (!title) findings.push(finding('rule-invalid', `${file}:${document.line}`, 'the rule has no title'));
	oneOf('level', ruleLevels);
	oneOf('status', statuses);
	const name = text('name');
	const fileName = file.replace(/^.*\//, '').replace(/\.ya?ml$/i, '');
	const made = name || (number === 0 ? fileName : `${fileName}#${number + 1}`);
	return {
		id: (id || made).replaceAll(/\s+/g, '_'),
		...(name && { name }),
		title,
		level: ruleLevels.find((known) => known === text('level').toLowerCase()) ?? ('medium' satisfies RuleLevel),
		status: text('status'),
		author: text('author'),
		description: text('description'),
		tags: texts('tags'),
		references: texts('references'),
		falsepositives: texts('falsepositives'),
		where: `${file}:${document.line}`,
	};
}
