import { X509Certificate } from 'node:crypto';
import type { z } from 'zod';
import { finding, Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { issueToken, noteLook, record } from '#institutions';
import type { Ctx } from '#platform';
import type { changeSensor, createSensor, listDeadLetters, listSensors, renewToken, sensorRow } from '../contract/sensors.ts';
import { setCertificate } from '../store/certificates.ts';
import { deadLetterReasons, listDeadLetters as letters } from '../store/dead-letters.ts';
import { addSensors, changeSensor as change, findSensor, listSensors as list, type SensorFacts } from '../store/sensors.ts';

const year = 365 * 86_400_000;

function shown(facts: SensorFacts, now: Date): z.input<typeof sensorRow> {
	const since = now.getTime() - (facts.lastReportAt?.getTime() ?? 0);
	return {
		...facts,
		silent: since > 2 * facts.rhythmSeconds * 1000,
		lastReportAt: facts.lastReportAt?.toISOString() ?? null,
		createdAt: facts.createdAt.toISOString(),
		retiredAt: facts.retiredAt?.toISOString() ?? null,
	};
}

async function load(ctx: Ctx, id: string): Promise<SensorFacts> {
	const facts = await findSensor(ctx.tx, id, ctx.now);
	if (facts === undefined) throw new Refusal('not-found');
	return facts;
}

async function issue(ctx: Ctx, sensor: string, name: string) {
	const expiresAt = new Date(ctx.now.getTime() + year);
	const wanted = {
		organisation: ctx.who.organisation,
		name: `sensor ${name}`.slice(0, 200),
		scope: 'ingest' as const,
		sensor,
		expiresAt,
	};
	const { id, secret } = await issueToken(ctx, wanted, ctx.who.person);
	return { token: secret, tokenId: id, expiresAt: expiresAt.toISOString() };
}

export async function readSensors(ctx: Ctx, { query }: Input<typeof listSensors>): Promise<Output<typeof listSensors>> {
	const { institution, retired, cursor, limit } = query;
	if (institution !== undefined) await noteLook(ctx, institution, 'sensors');
	const rows = await list(ctx.tx, { institution, retired: retired === 'true', after: cursor, limit: limit + 1, now: ctx.now });
	const items = rows.slice(0, limit).map((row) => shown(row, ctx.now));
	return { items, ...(rows.length > limit ? { next: items.at(-1)?.id } : {}) };
}

export async function connectSensor(ctx: Ctx, { body }: Input<typeof createSensor>): Promise<Output<typeof createSensor>> {
	const [id = ''] = await addSensors(ctx.tx, [{ ...body, institution: ctx.who.organisation }], ctx.now);
	const secret = await issue(ctx, id, body.name);
	await record(ctx, 'sensor.connected', id, { ...body, token: secret.tokenId });
	return { ...shown(await load(ctx, id), ctx.now), secret };
}

function fingerprintOf(pem: string): Buffer {
	try {
		return Buffer.from(new X509Certificate(pem).fingerprint256.replaceAll(':', ''), 'hex');
	} catch {
		const fault = finding('certificate-unreadable', '/body/certificate', 'this is no certificate in PEM');
		throw new Refusal('input-invalid', 'the certificate cannot be read', [fault]);
	}
}

export async function adjustSensor(ctx: Ctx, { params, body }: Input<typeof changeSensor>): Promise<Output<typeof changeSensor>> {
	const { certificate: pem, ...facts } = body;
	const fingerprint = pem === undefined || pem === null ? null : fingerprintOf(pem);
	if (!(await change(ctx.tx, params.id, facts, ctx.now))) throw new Refusal('not-found');
	if (pem !== undefined) await setCertificate(ctx.tx, params.id, fingerprint);
	const shownCertificate = pem === undefined ? {} : { certificate: fingerprint?.toString('hex') ?? null };
	await record(ctx, 'sensor.changed', params.id, { ...facts, ...shownCertificate });
	return shown(await load(ctx, params.id), ctx.now);
}

export async function renewSensorToken(ctx: Ctx, { params }: Input<typeof renewToken>): Promise<Output<typeof renewToken>> {
	const { institution, name, retiredAt } = await load(ctx, params.id);
	if (institution !== ctx.who.organisation) throw new Refusal('not-found');
	if (retiredAt !== null) throw new Refusal('state-refused', 'the sensor is retired');
	const secret = await issue(ctx, params.id, name);
	await record(ctx, 'sensor.token-issued', params.id, { token: secret.tokenId });
	return secret;
}

/** The lines themselves are the institution's own: its policies show them to nobody else. */
export async function readDeadLetters(
	ctx: Ctx,
	{ params, query }: Input<typeof listDeadLetters>,
): Promise<Output<typeof listDeadLetters>> {
	const { deadLettersEvicted } = await load(ctx, params.id);
	const before = query.cursor === undefined ? undefined : Number(query.cursor);
	if (before !== undefined && !Number.isSafeInteger(before)) throw new Refusal('input-invalid', 'the cursor is not one of ours');
	const rows = await letters(ctx.tx, params.id, before, query.limit + 1);
	const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
	return {
		items,
		...(rows.length > query.limit ? { next: String(items.at(-1)?.id) } : {}),
		reasons: await deadLetterReasons(ctx.tx, params.id),
		evicted: deadLettersEvicted,
	};
}
