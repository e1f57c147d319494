import type { Readable } from 'node:stream';
import { record } from '#institutions';
import { type Bilingual, Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { type Ctx, type Exchange, wholeBody } from '#platform';
import type { exportAdvisory, importIndicators } from '../contract.ts';
import { readShared, sharingFormats } from '../formats.ts';
import { stricter } from '../model/indicator.ts';
import type { Given, ReadPackage } from '../model/package.ts';
import { insertDraft } from '../store/advisories.ts';
import { insertOwn, pageIndicators } from '../store/indicators.ts';
import { linesOf } from '../store/read-advisories.ts';
import { visible } from './advisories.ts';

/** Bytes of one file that is read in. */
export const importLimit = 20_000_000;
const indicatorsAtOnce = 50_000;

async function textOf(stream: Readable): Promise<string> {
	return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await wholeBody(stream, importLimit));
}

async function givenOf(body: unknown): Promise<Given> {
	if (typeof body === 'object' && body !== null && 'pipe' in body) {
		return textOf(body as Readable).catch((fault: unknown) => {
			throw fault instanceof TypeError ? new Refusal('content-refused', 'the file is not UTF-8') : fault;
		});
	}
	if (typeof body === 'object' && body !== null) return body as Given;
	throw new Refusal('input-invalid', 'send the file as the body');
}

const clamp = (length: number, { nl, en }: Bilingual): Bilingual => ({ nl: nl.slice(0, length), en: en.slice(0, length) });

/** A draft is stamped with the strictest mark among its parts, so that publishing it loosens nothing. */
function draftOf(format: string, read: ReadPackage) {
	const tlp = read.indicators.reduce((level, one) => stricter(level, one.tlp), read.tlp ?? 'clear');
	const safe = read.tlp === null && read.indicators.length === 0 ? 'amber' : tlp;
	const title = read.title !== null && read.title.nl.trim().length >= 3 ? read.title : undefined;
	return {
		title: clamp(200, title ?? { nl: `Ingelezen uit ${format}`, en: `Read from ${format}` }),
		...{ summary: clamp(4000, read.summary), because: null, tlp: safe, indicators: read.indicators },
		lines: read.lines.slice(0, 50).map((line) => ({ ...line, text: clamp(2000, line.text) })),
	};
}

async function keep(
	ctx: Ctx,
	into: 'own' | 'draft',
	format: string,
	read: ReadPackage,
): Promise<Output<typeof importIndicators>> {
	const indicators = [...new Map(read.indicators.map((one) => [`${one.kind} ${one.match} ${one.value}`, one])).values()];
	const passedOver = read.passedOver.slice(0, 1000);
	if (into === 'own') {
		const ids = await insertOwn(ctx.tx, indicators);
		await record(ctx, 'indicators.imported', ids[0] ?? '', { format, added: ids.length });
		return { format, added: ids.length, known: indicators.length - ids.length, advisoryId: null, passedOver };
	}
	const draft = draftOf(format, { ...read, indicators });
	// TLP:RED goes to institutions by name: until the author names them, that is the author alone.
	const audience =
		draft.tlp === 'red'
			? { audience: 'listed' as const, listed: [ctx.who.organisation] }
			: { audience: 'all' as const, listed: [] };
	const made = await insertDraft(ctx.tx, ctx.who.person, { ...draft, ...audience, kinds: [] });
	await record(ctx, 'advisory.imported', made.id, { format, indicators: made.indicatorIds.length });
	return { format, added: made.indicatorIds.length, known: 0, advisoryId: made.id, passedOver };
}

/** Reads a file into own indicators or a draft advisory; whole, or with all its faults not at all. */
export async function importFile({ request, platform, once, reply }: Exchange, { query }: Input<typeof importIndicators>) {
	const given = await givenOf(request.body);
	const { format, read } = readShared(given, platform.clock.now());
	if (!read.ok) throw new Refusal('content-refused', '', read.findings.slice(0, 1000));
	if (read.value.indicators.length > indicatorsAtOnce)
		throw new Refusal('too-large', `more than ${indicatorsAtOnce} indicators at once`);
	const kept = await once(JSON.stringify(given), (ctx) => keep(ctx, query.into, format, read.value));
	reply.status(201);
	return kept;
}

/** Writes an advisory that the asker may see in one of the forms. */
export async function exportFile(
	{ platform, within, reply }: Exchange,
	{ params }: Input<typeof exportAdvisory>,
): Promise<string> {
	const format = sharingFormats.find(({ name }) => name === params.format);
	if (format === undefined) throw new Refusal('not-found');
	const text = await within(async (ctx) => {
		const advisory = await visible(ctx, params.id);
		if (advisory.state === 'draft') throw new Refusal('state-refused', 'a draft does not leave this system');
		const rows = await pageIndicators(ctx.tx, { advisory: params.id, state: 'active', now: ctx.now, limit: indicatorsAtOnce });
		await record(ctx, 'advisory.exported', params.id, { format: format.name });
		return format.write({
			...{ id: advisory.id, title: { nl: advisory.titleNl, en: advisory.titleEn }, tlp: advisory.tlp },
			summary: { nl: advisory.summaryNl, en: advisory.summaryEn },
			author: { id: advisory.organisationId, name: advisory.organisationName },
			namespace: platform.config.baseUrl,
			createdAt: advisory.createdAt.toISOString(),
			publishedAt: (advisory.publishedAt ?? advisory.createdAt).toISOString(),
			indicators: rows.map((row) => ({
				...{ id: row.id, kind: row.kind, match: row.match, value: row.value, tlp: row.tlp, confidence: row.confidence },
				...{ validFrom: row.validFrom.toISOString(), validUntil: row.validUntil?.toISOString() ?? null },
				createdAt: row.createdAt.toISOString(),
			})),
			lines: await linesOf(ctx.tx, params.id),
		});
	});
	reply
		.type(format.mediaType)
		.header('content-disposition', `attachment; filename="advisory-${params.id}-${format.name}.${format.ending}"`);
	return text;
}
