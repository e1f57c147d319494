import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createPrivateKey,
	createPublicKey,
	diffieHellman,
	generateKeyPairSync,
	hkdfSync,
	type KeyObject,
	randomBytes,
} from 'node:crypto';

/** Layout: version, public key of the moment, nonce, sealed text, tag. */
const version = 1;
const sizes = { key: 32, nonce: 12, tag: 16 } as const;
/** A sealed text is a whole number of these long, so that its length tells little of a name's. */
const block = 64;
const longest = 1024;

const publicOf = (raw: Uint8Array) =>
	createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });
const rawOf = (key: KeyObject) => Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');

/** HKDF over the shared secret, bound to both public keys. */
function keyOf(secret: Buffer, ephemeral: Uint8Array, recipient: Uint8Array): Buffer {
	const salt = Buffer.concat([ephemeral, recipient]);
	return Buffer.from(hkdfSync('sha256', secret, salt, 'dijkwacht persons 1', 32));
}

export interface KeyPair {
	/** 32 bytes each, as RFC 7748 has them. */
	readonly publicKey: Buffer;
	readonly privateKey: Buffer;
}

export function newKeyPair(): KeyPair {
	const { privateKey, publicKey } = generateKeyPairSync('x25519');
	return { publicKey: rawOf(publicKey), privateKey: Buffer.from(String(privateKey.export({ format: 'jwk' }).d), 'base64url') };
}

/** What people compare by voice: 8 times 4 signs of the SHA-256 of a public key. */
export function fingerprintOf(publicKey: Uint8Array): string {
	const hex = createHash('sha256').update(publicKey).digest('hex').slice(0, 32);
	return hex.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** Whether a key can be sealed to: points of a small order would give a secret that everybody knows. */
export function isUsable(publicKey: Uint8Array): boolean {
	try {
		return publicKey.length === sizes.key && new Sealer(publicKey).seal('', '').length > 0;
	} catch {
		return false;
	}
}

/** Seals texts to one public key, with one key agreement for all of them; only who has the private key opens them. */
export class Sealer {
	readonly #key: Buffer;
	readonly #ephemeral: Buffer;

	constructor(recipient: Uint8Array) {
		const { publicKey, privateKey } = generateKeyPairSync('x25519');
		this.#ephemeral = rawOf(publicKey);
		const secret = diffieHellman({ privateKey, publicKey: publicOf(recipient) });
		this.#key = keyOf(secret, this.#ephemeral, recipient);
	}

	/** @param about what the text belongs to: it opens under the same words only */
	seal(text: string, about: string): Buffer {
		const bytes = Buffer.from(text.slice(0, longest), 'utf8');
		const padded = Buffer.alloc(Math.ceil((bytes.length + 1) / block) * block);
		bytes.copy(padded);
		const nonce = randomBytes(sizes.nonce);
		const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(about, 'utf8'));
		const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
		return Buffer.concat([Buffer.of(version), this.#ephemeral, nonce, sealed, cipher.getAuthTag()]);
	}
}

/** The text, or `undefined` when another key or other words belong to it. */
export function openSealed(sealed: Uint8Array, { publicKey, privateKey }: KeyPair, about: string): string | undefined {
	const bytes = Buffer.from(sealed);
	const start = 1 + sizes.key + sizes.nonce;
	if (bytes[0] !== version || bytes.length < start + sizes.tag) return undefined;
	const ephemeral = bytes.subarray(1, 1 + sizes.key);
	const jwk = { kty: 'OKP', crv: 'X25519', x: publicKey.toString('base64url'), d: privateKey.toString('base64url') };
	try {
		const secret = diffieHellman({ privateKey: createPrivateKey({ key: jwk, format: 'jwk' }), publicKey: publicOf(ephemeral) });
		const key = keyOf(secret, ephemeral, publicKey);
		const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1 + sizes.key, start), { authTagLength: sizes.tag });
		decipher.setAAD(Buffer.from(about, 'utf8')).setAuthTag(bytes.subarray(-sizes.tag));
		const padded = Buffer.concat([decipher.update(bytes.subarray(start, -sizes.tag)), decipher.final()]);
		const end = padded.indexOf(0);
		return padded.subarray(0, end === -1 ? undefined : end).toString('utf8');
	} catch {
		return undefined;
	}
}

/** What a sealed name belongs to. */
export function aboutPseudonym(institution: string, pseudonym: string): string {
	return `dijkwacht person ${institution} ${pseudonym}`;
}
