import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import type { Exchange } from '#platform';
import type { exportFrameworkFile } from '../contract.ts';
import { frameworkFormats } from '../formats.ts';
import { checkFramework } from '../model/framework-check.ts';
import type { FrameworkRow } from '../store.ts';
import { framework } from './read-frameworks.ts';

/** Forms a framework can be written in. */
export const writableForms = ['dijkwacht-yaml', 'oscal-catalog'] as const;
export type WritableForm = (typeof writableForms)[number];

/** A stored framework as a file of a form; what was stored is checked again, so that the file can be read back. */
export function exportText(row: FrameworkRow, form: WritableForm, now: Date): { text: string; name: string; type: string } {
	const { framework: id, version, name, status, languages, scale, clusters, controls, licence, attribution } = row;
	const notice = row.notice === null ? {} : { notice: row.notice };
	const content = checkFramework(
		{ id, version, name, status, ...notice, languages, scale, clusters, controls, licence, attribution },
		`${id}-${version}`,
	);
	if (!content.ok) throw new Refusal('content-refused', 'What is stored cannot be written', content.findings);
	const write = frameworkFormats.find((one) => one.name === form)?.write;
	if (write === undefined) throw new Refusal('not-acceptable', `${form} is read, not written`);
	const json = form === 'oscal-catalog';
	return {
		text: write(content.value, now),
		name: `${id}-${version}.${json ? 'json' : 'yaml'}`.replace(/[^a-zA-Z0-9._-]/g, '_'),
		type: json ? 'application/json' : 'application/yaml',
	};
}

export async function exportFramework(exchange: Exchange, { params, query }: Input<typeof exportFrameworkFile>) {
	const row = await exchange.within(({ tx }) => framework(tx, params.id));
	const file = exportText(row, query.form, exchange.platform.clock.now());
	return exchange.reply.header('content-disposition', `attachment; filename="${file.name}"`).type(file.type).send(file.text);
}
