import { createHash, randomBytes } from 'node:crypto';

/** Where secrets come from; a test hands in its own. @returns that many bytes */
export type Random = (bytes: number) => Buffer;

/** A secret of 256 bits for a cookie, a token or a link; `prefix` lets scanners of leaked secrets recognise it. */
export function newSecret(prefix: 'dws_' | 'dwt_' | 'dwi_', random: Random = randomBytes): string {
	return prefix + random(32).toString('base64url');
}

/** What is kept of a secret. Secrets of 80 bits and more need no slow hash: there is nothing to guess. */
export function hashSecret(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A printed code of 80 bits in four groups, without letters that look alike. */
export function newRecoveryCode(random: Random = randomBytes): string {
	const text = [...random(16)].map((byte) => letters[byte % letters.length]).join('');
	return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A recovery code as a person types it: case, blanks and dashes do not matter. */
export function foldRecoveryCode(typed: string): string {
	return typed.toUpperCase().replaceAll(/[\s-]/g, '');
}
