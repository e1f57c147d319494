import { type Finding, finding } from '#kernel';
import { type RuleHeader, type RuleLevel, ruleLevels } from '../model.ts';
import { entryOf, textOf, textsOf } from '../yaml/access.ts';
import type { YamlMap } from '../yaml/tree.ts';

/** Reads what people see of a rule. An absent level counts as medium, an unknown one is a fault. */
export function readHeader(document: YamlMap, file: string, findings: Finding[]): RuleHeader {
	const text = (key: string) => textOf(entryOf(document, key)?.value) ?? '';
	const texts = (key: string) => textsOf(entryOf(document, key)?.value);
	const title = text('title');
	if (!title) findings.push(finding('rule-invalid', `${file}:${document.line}`, 'the rule has no title'));
	const written = text('level').toLowerCase();
	const level = ruleLevels.find((known) => known === written);
	if (written && !level) {
		const line = entryOf(document, 'level')?.line ?? document.line;
		findings.push(finding('rule-invalid', `${file}:${line}`, `level "${written}" is not one of ${ruleLevels.join(', ')}`));
	}
	const name = text('name');
	return {
		id: text('id') || name || file.replace(/^.*\//, '').replace(/\.ya?ml$/, ''),
		...(name && { name }),
		title,
		level: level ?? ('medium' satisfies RuleLevel),
		status: text('status'),
		author: text('author'),
		description: text('description'),
		tags: texts('tags'),
		references: texts('references'),
		falsepositives: texts('falsepositives'),
		where: `${file}:${document.line}`,
	};
}
