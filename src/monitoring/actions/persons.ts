import { createHash, randomBytes } from 'node:crypto';
import { record } from '#institutions';
import { finding, Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { canWrap, type Ctx } from '#platform';
import type * as c from '../contract/persons.ts';
import { barePseudonym } from '../persons/pseudonym.ts';
import { aboutPseudonym, fingerprintOf, isUsable, Sealer } from '../persons/seal.ts';
import { newSecret } from '../persons/secret.ts';
import * as store from '../store/persons.ts';

type Setting = Output<typeof c.readPersons>;

const hashOf = (text: string) => createHash('sha256').update(text).digest();

function shownKey({ id, publicKey, madeAt, provenAt }: store.PersonKey, current: string | undefined): Setting['keys'][number] {
	return {
		...{ id, publicKey: publicKey.toString('base64url'), fingerprint: fingerprintOf(publicKey) },
		...{ madeAt: madeAt.toISOString(), provenAt: provenAt?.toISOString() ?? null, current: id === current },
	};
}

export async function readSetting(ctx: Ctx): Promise<Setting> {
	const { organisation } = ctx.who;
	const found = await store.settingsOf(ctx.tx, organisation);
	const keys = await store.keysOf(ctx.tx, organisation);
	return {
		...{ institution: organisation, enabled: found?.enabled ?? false, reason: found?.reason ?? null },
		...{ changedAt: found?.changedAt.toISOString() ?? null, names: await store.countNames(ctx.tx, organisation) },
		keys: keys.map((key) => shownKey(key, found?.key)),
	};
}

export async function giveKey(ctx: Ctx, { body }: Input<typeof c.addPersonKey>): Promise<Output<typeof c.addPersonKey>> {
	const { organisation: institution, person: by } = ctx.who;
	const publicKey = Buffer.from(body.publicKey, 'base64url');
	if (!isUsable(publicKey)) {
		throw new Refusal('input-invalid', '', [finding('public-key', '/body/publicKey', 'not 32 bytes of an X25519 public key')]);
	}
	if ((await store.keysOf(ctx.tx, institution)).length >= 100) throw new Refusal('state-refused', '100 keys were given already');
	const answer = randomBytes(24).toString('base64url');
	const key = await store.addKey(ctx.tx, { institution, publicKey, challengeHash: hashOf(answer), by, now: ctx.now });
	await record(ctx, 'persons.key-given', key.id, { fingerprint: fingerprintOf(publicKey) });
	const challenge = new Sealer(publicKey).seal(answer, aboutPseudonym(institution, key.id)).toString('base64url');
	const current = (await store.settingsOf(ctx.tx, institution))?.key;
	return { institution, key: shownKey(key, current), challenge };
}

/** The answer stands in no log and no trail; whoever has it has the private key. */
export async function prove(
	ctx: Ctx,
	{ params, body }: Input<typeof c.provePersonKey>,
): Promise<Output<typeof c.provePersonKey>> {
	const { organisation } = ctx.who;
	const key = await store.proveKey(ctx.tx, params.id, hashOf(body.answer), ctx.now);
	if (key === undefined) throw new Refusal('not-found', 'no key of this id waits for this answer');
	await store.sealUnder(ctx.tx, organisation, key.id);
	await record(ctx, 'persons.key-proven', key.id, { fingerprint: fingerprintOf(key.publicKey) });
	const current = (await store.settingsOf(ctx.tx, organisation))?.key;
	return shownKey(key, current);
}

export async function change(ctx: Ctx, { body }: Input<typeof c.changePersons>): Promise<Setting> {
	const { organisation, person } = ctx.who;
	const { config } = ctx.platform;
	const before = await store.settingsOf(ctx.tx, organisation);
	const key = (await store.keysOf(ctx.tx, organisation)).find(
		({ id, provenAt }) => provenAt !== null && id === (before?.key ?? id),
	);
	if (key === undefined) throw new Refusal('state-refused', 'give a public key and prove that you have the private one first');
	if (!canWrap(config)) throw new Refusal('state-refused', 'the operator has to set SECRETS_KEY first');
	const wrappedSecret = before?.wrappedSecret ?? newSecret(config, organisation);
	await store.saveSettings(ctx.tx, organisation, { ...body, key: key.id, wrappedSecret }, person, ctx.now);
	await record(ctx, 'persons.pseudonyms-changed', organisation, body);
	return readSetting(ctx);
}

/** Whoever looks is the institution's own; the trail keeps who, when, why and which pseudonyms. */
export async function lookUp(ctx: Ctx, { body }: Input<typeof c.lookUpPersons>): Promise<Output<typeof c.lookUpPersons>> {
	const { organisation: institution } = ctx.who;
	const asked = [...new Set(body.pseudonyms.map(barePseudonym))];
	const found = await store.entriesOf(ctx.tx, institution, asked);
	await record(ctx, 'persons.looked-up', institution, { pseudonyms: asked, reason: body.reason });
	return { institution, items: found.map((entry) => ({ ...entry, sealed: entry.sealed.toString('base64url') })) };
}
