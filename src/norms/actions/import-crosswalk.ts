import { record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Exchange } from '#platform';
import type { importCrosswalkFile } from '../contract.ts';
import { readCrosswalk } from '../formats.ts';
import { knownControls, writeCrosswalks } from '../store.ts';
import { textOf } from './import-framework.ts';

/** Keeps a crosswalk inside the organisation of the asker. What it points at may come later, so unknown ids are warnings. */
export async function importCrosswalk(
	exchange: Exchange,
	{ query }: Input<typeof importCrosswalkFile>,
): Promise<Output<typeof importCrosswalkFile>> {
	const text = await textOf(exchange.request.body);
	const read = readCrosswalk(text, query.fileName);
	if (!read.ok) throw new Refusal('content-refused', 'The crosswalk file has faults; nothing was imported', read.findings);
	const content = { ...read.value, status: 'imported' as const };
	const made = await exchange.once(text, async (ctx) => {
		await writeCrosswalks(ctx.tx, [content], ctx.who.organisation);
		const known = await knownControls(ctx.tx, [content.source.framework, content.target.framework]);
		await record(ctx, 'crosswalk.imported', content.id, { version: content.version, relations: content.relations.length });
		const warnings = (['source', 'target'] as const).flatMap((side) => {
			const where = `${query.fileName}:/${side}/framework`;
			const controls = known.get(content[side].framework);
			if (controls === undefined)
				return [{ code: 'framework-unknown', where, detail: `${content[side].framework} is not known here` }];
			const absent = new Set(content.relations.map((one) => one[side]).filter((id) => !controls.has(id)));
			return absent.size === 0
				? []
				: [{ code: 'control-unknown', where, detail: `not known here: ${[...absent].slice(0, 50).join(', ')}` }];
		});
		return { id: content.id, version: content.version, relations: content.relations.length, warnings };
	});
	exchange.reply.status(201);
	return made;
}
