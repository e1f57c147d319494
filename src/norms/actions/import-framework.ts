import { Readable } from 'node:stream';
import { record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input } from '#kernel/contract';
import { type Ctx, type Exchange, type Work, wholeBody } from '#platform';
import type { importFrameworkFile } from '../contract.ts';
import { frameworkFormats, readFramework } from '../formats.ts';
import { writeFramework } from '../store.ts';
import { printsOf } from './load-content.ts';

/** Largest catalogue file; the largest public one we know (OSCAL SP 800-53) is 10 MB. */
export const importLimit = 16 * 1024 * 1024;

/** The body as text. Refuses `too-large`, and `content-refused` what is not UTF-8. */
export async function textOf(body: unknown): Promise<string> {
	if (!(body instanceof Readable)) {
		if (body === undefined || body === null) throw new Refusal('input-invalid', 'the body is empty; send the file as the body');
		return JSON.stringify(body);
	}
	const bytes = await wholeBody(body, importLimit);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refusal('content-refused', 'the file is not UTF-8 text');
	}
}

interface Importer {
	readonly organisation: string;
	readonly person: string | null;
}

/** Reads, checks and writes a framework file as kept inside one organisation. Refuses with every fault: file, path, what is wrong. */
export async function keepText(work: Work, text: string, fileName: string, { organisation, person }: Importer) {
	const read = readFramework(text, fileName);
	if (!read.ok) throw new Refusal('content-refused', 'The framework file has faults; nothing was imported', read.findings);
	const content = { ...read.value, status: 'imported' as const };
	const format = frameworkFormats.find((one) => one.accepts(text))?.name ?? 'unknown';
	const id = await writeFramework(work.tx, content, { ...printsOf(content), format }, organisation, person);
	const size = { clusters: content.clusters.length, controls: content.controls.length };
	return { id, framework: content.id, version: content.version, ...size };
}

/** The same for the asker, with its entry in the trail. */
export async function importText(ctx: Ctx, text: string, fileName: string) {
	const made = await keepText(ctx, text, fileName, ctx.who);
	const { id, ...head } = made;
	await record(ctx, 'framework.imported', id, head);
	return made;
}

export async function importFramework(exchange: Exchange, { query }: Input<typeof importFrameworkFile>) {
	const text = await textOf(exchange.request.body);
	const made = await exchange.once(text, (ctx) => importText(ctx, text, query.fileName));
	exchange.reply.status(201);
	return made;
}
