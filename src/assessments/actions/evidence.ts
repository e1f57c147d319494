import { Readable } from 'node:stream';
import { noteLook, record } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, Exchange } from '#platform';
import type { addEvidence, readEvidence, removeEvidence } from '../contract.ts';
import { evidenceLimit, evidenceType, headBytes } from '../model/evidence-type.ts';
import { addEvidence as addRow, evidenceFile, removeEvidence as removeRow } from '../store/evidence.ts';
import { openDraft } from './write-assessments.ts';

interface Upload {
	readonly name: string;
	readonly content: Readable;
}

/** The last part of a path, without control characters: a name, never a place. */
function safeName(name: string): string {
	const last = name.split(/[\\/]/).at(-1) ?? '';
	return last.replace(/\p{C}/gu, '').trim().slice(-200);
}

async function uploadOf({ request }: Exchange, fileName: string | undefined): Promise<Upload> {
	if (request.isMultipart()) {
		const part = await request.file({ limits: { fileSize: evidenceLimit + 1, files: 1 } });
		if (part === undefined) throw new Refusal('input-invalid', 'the form holds no file');
		return { name: safeName(fileName ?? part.filename ?? ''), content: part.file };
	}
	if (!(request.body instanceof Readable))
		throw new Refusal('media-type-unsupported', 'send a multipart form or application/octet-stream');
	return { name: safeName(fileName ?? ''), content: request.body };
}

/** Reads the beginning, and gives it back with the rest behind it. */
async function beginning(content: Readable): Promise<{ head: Buffer; whole: Readable }> {
	const parts: Buffer[] = [];
	let bytes = 0;
	const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	while (bytes < headBytes) {
		const next = await chunks.next();
		if (next.done) break;
		parts.push(next.value);
		bytes += next.value.length;
	}
	async function* all() {
		yield* parts;
		for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
	}
	return { head: Buffer.concat(parts).subarray(0, headBytes), whole: Readable.from(all(), { objectMode: false }) };
}

/** Judges a file by its content, keeps it outside the database under its hash, and names it in the draft. */
export async function add(exchange: Exchange, { params, query }: Input<typeof addEvidence>): Promise<Output<typeof addEvidence>> {
	const known = await exchange.within(async (ctx) => {
		const { framework } = await openDraft(ctx, params.id, 'answer');
		return query.control === undefined || framework.controls.some((one) => one.id === query.control);
	});
	if (!known)
		throw new Refusal('input-invalid', '', [
			{ code: 'control-unknown', where: '/query/control', detail: 'there is no such control' },
		]);
	const { name, content } = await uploadOf(exchange, query.fileName);
	if (name === '')
		throw new Refusal('input-invalid', '', [{ code: 'name-absent', where: '/query/fileName', detail: 'the file has no name' }]);
	const { head, whole } = await beginning(content);
	const type = await evidenceType(head, name);
	if (!type.ok) {
		content.resume();
		throw new Refusal('media-type-unsupported', type.findings[0]?.detail, type.findings);
	}
	const file = await exchange.platform.files.keep(whole, evidenceLimit);
	const kept = await exchange.once(file.hash, async (ctx) => {
		const { row } = await openDraft(ctx, params.id, 'answer');
		const about = { assessment: row.id, institution: row.institution, control: query.control ?? null };
		const made = await addRow(ctx.tx, { ...about, ...file, name, mediaType: type.value }, ctx.who.person, ctx.now);
		if (made === undefined) throw new Refusal('not-found');
		await record(ctx, 'evidence.added', made.id, {
			assessment: row.id,
			control: about.control,
			hash: file.hash,
			bytes: file.bytes,
		});
		return { ...made, addedAt: made.addedAt.toISOString() };
	});
	exchange.reply.status(201);
	return kept;
}

/** Always as an attachment, so that a browser never shows it as a page of ours. */
export async function download(exchange: Exchange, { params }: Input<typeof readEvidence>) {
	const file = await exchange.within(async (ctx) => {
		const found = await evidenceFile(ctx.tx, params.id, params.evidenceId);
		if (found === undefined) throw new Refusal('not-found');
		await noteLook(ctx, found.institution, 'evidence');
		return found;
	});
	const content = await exchange.platform.files.read(file.hash);
	const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	exchange.reply
		.header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
		.header('content-length', file.bytes)
		.header('x-content-type-options', 'nosniff')
		.header('cache-control', 'private, no-store')
		.type(file.mediaType)
		.send(content);
	return exchange.reply;
}

/** Takes the file out of a draft; its content stays under its hash, because another row may name it. */
export async function remove(ctx: Ctx, { params }: Input<typeof removeEvidence>) {
	const { row } = await openDraft(ctx, params.id, 'answer');
	const hash = await removeRow(ctx.tx, row.id, params.evidenceId);
	if (hash === undefined) throw new Refusal('not-found');
	await record(ctx, 'evidence.removed', params.evidenceId, { assessment: row.id, hash });
	return {};
}
