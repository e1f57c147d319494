import { createHash, createPrivateKey, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** CBOR (RFC 8949), as far as WebAuthn needs it: integers, bytes, text and maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
	const head = (major: number, n: number) =>
		n < 24
			? Buffer.from([(major << 5) | n])
			: n < 256
				? Buffer.from([(major << 5) | 24, n])
				: Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
	if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
	if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
	if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
	return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, held]) => [cbor(key), cbor(held as number)])]);
}

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const flags = { present: 0x01, verified: 0x04, attested: 0x40 };

interface Options {
	readonly challenge: string;
	readonly rp?: { readonly id?: string };
	readonly rpId?: string;
	readonly user?: { readonly id: string };
}

/** What a test can make wrong. */
export interface Mischief {
	readonly origin?: string;
	readonly rpId?: string;
	readonly unverified?: boolean;
	readonly counter?: number;
	readonly challenge?: string;
}

/** A passkey in software: ES256, no attestation. */
export class Authenticator {
	readonly id = randomBytes(32);
	readonly #origin: string;
	readonly #key: KeyObject;
	readonly #x: Buffer;
	readonly #y: Buffer;
	#counter = 0;
	#user = '';

	constructor(origin: string) {
		this.#origin = origin;
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const jwk = privateKey.export({ format: 'jwk' });
		this.#key = createPrivateKey({ key: jwk, format: 'jwk' });
		this.#x = Buffer.from(jwk.x ?? '', 'base64url');
		this.#y = Buffer.from(jwk.y ?? '', 'base64url');
	}

	#clientData(type: string, options: Options, wrong: Mischief): Buffer {
		const origin = wrong.origin ?? this.#origin;
		return Buffer.from(JSON.stringify({ type, challenge: wrong.challenge ?? options.challenge, origin, crossOrigin: false }));
	}

	#data(rpId: string, wrong: Mischief, more: number): Buffer {
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(wrong.counter ?? this.#counter);
		const verified = wrong.unverified === true ? 0 : flags.verified;
		return Buffer.concat([sha256(wrong.rpId ?? rpId), Buffer.from([flags.present | verified | more]), counter]);
	}

	register(options: Options, wrong: Mischief = {}) {
		this.#user = options.user?.id ?? '';
		const cose = cbor(
			new Map<number, number | Buffer>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, this.#x],
				[-3, this.#y],
			]),
		);
		const length = Buffer.from([0, this.id.length]);
		const data = Buffer.concat([
			this.#data(options.rp?.id ?? '', wrong, flags.attested),
			Buffer.alloc(16),
			length,
			this.id,
			cose,
		]);
		const attestation = cbor(
			new Map<string, unknown>([
				['fmt', 'none'],
				['attStmt', new Map()],
				['authData', data],
			]),
		);
		return this.#answer({
			clientDataJSON: this.#clientData('webauthn.create', options, wrong).toString('base64url'),
			attestationObject: attestation.toString('base64url'),
			transports: ['internal'],
		});
	}

	signIn(options: Options, wrong: Mischief = {}) {
		this.#counter += 1;
		const client = this.#clientData('webauthn.get', options, wrong);
		const data = this.#data(options.rpId ?? '', wrong, 0);
		const signature = createSign('sha256').update(data).update(sha256(client)).sign(this.#key);
		return this.#answer({
			clientDataJSON: client.toString('base64url'),
			authenticatorData: data.toString('base64url'),
			signature: signature.toString('base64url'),
			userHandle: this.#user,
		});
	}

	#answer<R>(response: R) {
		const id = this.id.toString('base64url');
		return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform', response };
	}
}
