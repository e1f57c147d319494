import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { ok, Refusal, type Result } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { type Ctx, type Exchange, type Work, wholeBody } from '#platform';
import { record } from '../audit.ts';
import * as c from '../contract/imports.ts';
import { type Comparison, compare } from '../duo/compare.ts';
import { largestFile } from '../duo/decode.ts';
import { type DuoRow, readDuo, type Sector } from '../duo/read.ts';
import { institutionsJoined } from '../contract/news.ts';
import * as store from '../store/imports.ts';
import { registerInstitutions } from '../store/organisations.ts';

/** Reads a DUO file and compares it with the register; writes nothing. All faults at once. */
export async function importDuo(work: Work, bytes: Uint8Array, sector: Sector): Promise<Result<Comparison>> {
	const rows = readDuo(bytes, sector);
	return rows.ok ? ok(compare(rows.value, await store.knownInstitutions(work, sector))) : rows;
}

/** Writes a comparison into the register, all or nothing. What vanished is closed only when asked: a file can be a part. */
export async function applyDuo(work: Work, comparison: Comparison, vanished: 'keep' | 'close' = 'keep'): Promise<void> {
	await store.knownInstitutions(work, 'mbo');
	const added = comparison.added.map(({ code, kindGiven: _, ...row }) => ({ ...withoutNulls(row), brin: code }));
	const made = added.length > 0 ? await registerInstitutions(work, added) : [];
	if (comparison.changed.length > 0) await store.applyChanges(work, comparison.changed);
	const joined = comparison.changed.filter(({ fields }) => fields.some(({ field }) => field === 'kind' || field === 'closed'));
	const institutions = [...made, ...joined.map(({ id }) => id)];
	if (institutions.length > 0) await work.publish(institutionsJoined, { institutions });
	if (vanished === 'close' && comparison.vanished.length > 0) {
		await store.closeInstitutions(
			work,
			comparison.vanished.map(({ id }) => id),
		);
	}
}

function withoutNulls(row: Omit<DuoRow, 'code' | 'kindGiven'>) {
	const { name, kind, ...rest } = row;
	return {
		name,
		kind,
		...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) as Record<string, string>),
	};
}

async function readBody(stream: unknown): Promise<Buffer> {
	if (!(stream instanceof Readable)) throw new Refusal('media-type-unsupported', 'send the file as text/csv');
	return wholeBody(stream, largestFile);
}

export async function previewImport(
	exchange: Exchange,
	{ query }: Input<typeof c.importEndpoint>,
): Promise<Output<typeof c.importEndpoint>> {
	const bytes = await readBody(exchange.request.body);
	const hash = createHash('sha256').update(bytes).digest();
	const made = await exchange.once(hash.toString('hex'), async (ctx) => {
		const comparison = await importDuo(ctx, bytes, query.sector);
		if (!comparison.ok) throw new Refusal('content-refused', 'nothing was written', comparison.findings);
		const id = await store.keepImport(ctx, query.sector, hash, comparison.value);
		await record(ctx, 'import.previewed', id, { sector: query.sector });
		return { id, sector: query.sector, ...comparison.value, appliedAt: null };
	});
	exchange.reply.status(201);
	return c.importEndpoint.response.parse(made);
}

export async function readImport(
	ctx: Ctx,
	{ params }: Input<typeof c.readImportEndpoint>,
): Promise<Output<typeof c.readImportEndpoint>> {
	const found = await store.findImport(ctx, params.id);
	if (found === undefined) throw new Refusal('not-found');
	const { id, sector, comparison } = found;
	return { id, sector, ...mutable(comparison), appliedAt: found.appliedAt?.toISOString() ?? null };
}

const mutable = (comparison: Comparison) =>
	structuredClone(comparison) as unknown as Omit<Output<typeof c.readImportEndpoint>, 'id' | 'sector' | 'appliedAt'>;

/** Applies exactly what was previewed: when the register changed since, the preview has to be made again. */
export async function applyImport(
	ctx: Ctx,
	{ params, body }: Input<typeof c.applyImportEndpoint>,
): Promise<Output<typeof c.applyImportEndpoint>> {
	const found = await store.findImport(ctx, params.id);
	if (found === undefined) throw new Refusal('not-found');
	if (found.appliedAt !== null) throw new Refusal('state-refused', 'this import was applied already');
	const { comparison } = found;
	const register = new Map((await store.knownInstitutions(ctx, found.sector)).map((row) => [row.code, row]));
	const stale =
		comparison.added.some(({ code }) => register.has(code)) ||
		comparison.changed.some(({ code, fields }) =>
			fields.some(({ field, from }) => !isDeepStrictEqual(fieldOf(register.get(code), field), from)),
		) ||
		comparison.vanished.some(({ code }) => register.get(code)?.closed !== false);
	if (stale) throw new Refusal('version-conflict', 'the register changed since the preview; import the file again');
	await applyDuo(ctx, comparison, body.vanished);
	await store.markApplied(ctx, found.id);
	const counts = {
		added: comparison.added.length,
		changed: comparison.changed.length,
		closed: body.vanished === 'close' ? comparison.vanished.length : 0,
	};
	await record(ctx, 'import.applied', found.id, counts);
	return counts;
}

function fieldOf(
	row: Awaited<ReturnType<typeof store.knownInstitutions>>[number] | undefined,
	field: Comparison['changed'][number]['fields'][number]['field'],
) {
	if (row === undefined) return undefined;
	return field === 'closed' ? String(row.closed) : row[field];
}
