import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

const sizes = { key: 32, nonce: 12, tag: 16 } as const;
/** Beside the database, so that a copy of that alone opens nothing. */
export const secretsFile = 'secrets.key';
const keys = new Map<string, Buffer>();

/** Where several machines work on one database, a key in the folder of one of them is no use to the others. */
export function canWrap({ DATABASE_URL, SECRETS_KEY }: Config): boolean {
	return SECRETS_KEY !== undefined || DATABASE_URL === undefined;
}

function readKey(file: string): Buffer | undefined {
	try {
		return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
	} catch (fault) {
		if ((fault as { code?: string }).code === 'ENOENT') return undefined;
		throw fault;
	}
}

/** Made whole before it gets its name: another process reads all of it or makes nothing. */
function makeKey(dataDir: string, file: string): void {
	mkdirSync(dataDir, { recursive: true });
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, `${randomBytes(sizes.key).toString('base64url')}\n`, { mode: 0o600, flush: true });
	try {
		linkSync(draft, file);
	} catch (fault) {
		if ((fault as { code?: string }).code !== 'EEXIST') throw fault;
	} finally {
		rmSync(draft, { force: true });
	}
}

function keyOf({ SECRETS_KEY, dataDir }: Config, make: boolean): Buffer {
	if (SECRETS_KEY !== undefined) return Buffer.from(SECRETS_KEY, 'base64url');
	const file = join(dataDir, secretsFile);
	const known = keys.get(file);
	if (known !== undefined) return known;
	if (make && readKey(file) === undefined) makeKey(dataDir, file);
	const key = readKey(file);
	if (key?.length !== sizes.key) throw new Error(`${secretsFile} is absent or damaged: put it back, or give SECRETS_KEY`);
	keys.set(file, key);
	return key;
}

/** Encrypts a secret that rests in the database. @param about what it is of: it opens under the same words only */
export function wrapSecret(config: Config, secret: Uint8Array, about: string): Buffer {
	const nonce = randomBytes(sizes.nonce);
	const cipher = createCipheriv('aes-256-gcm', keyOf(config, true), nonce).setAAD(Buffer.from(about, 'utf8'));
	return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key of the installation is absent or another one. */
export function unwrapSecret(config: Config, wrapped: Uint8Array, about: string): Buffer {
	const bytes = Buffer.from(wrapped);
	const nonce = bytes.subarray(0, sizes.nonce);
	const decipher = createDecipheriv('aes-256-gcm', keyOf(config, false), nonce, { authTagLength: sizes.tag });
	decipher.setAAD(Buffer.from(about, 'utf8')).setAuthTag(bytes.subarray(-sizes.tag));
	return Buffer.concat([decipher.update(bytes.subarray(sizes.nonce, -sizes.tag)), decipher.final()]);
}
