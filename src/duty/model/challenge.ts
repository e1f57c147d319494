import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Days that a confirmed contact counts as reachable. */
export const reachableDays = 31;
/** Hours in which an answer is taken. */
export const answerHours = 72;
/** Wrong codes before a challenge is void. */
export const wrongCodesAllowed = 5;

export interface Secrets {
	/** For the link; 256 bits. */
	readonly token: string;
	/** For typing over: eight digits, guarded by the number of tries. */
	readonly code: string;
}

/** Made when the message is sent, so that nothing secret waits in the queue. */
export function newSecrets(): Secrets {
	return { token: randomBytes(32).toString('base64url'), code: String(randomInt(0, 100_000_000)).padStart(8, '0') };
}

export function hashOf(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}

/** The code hangs on its challenge, so that equal codes have other hashes. */
export function codeHash(challenge: string, code: string): Buffer {
	return hashOf(`${challenge} ${code}`);
}

export interface OpenChallenge {
	readonly id: string;
	readonly state: 'waiting' | 'sent' | 'confirmed' | 'failed';
	readonly codeHash: Buffer | null;
	readonly wrongCodes: number;
	readonly expiresAt: Date;
}

export type CodeVerdict = 'right' | 'wrong' | 'over';

/** Judges a typed code. `over`: nothing was asked, it is too late, or too many tries. */
export function judgeCode(challenge: OpenChallenge | undefined, code: string, now: Date): CodeVerdict {
	if (challenge === undefined || challenge.state !== 'sent' || challenge.codeHash === null) return 'over';
	if (challenge.expiresAt <= now || challenge.wrongCodes >= wrongCodesAllowed) return 'over';
	return timingSafeEqual(codeHash(challenge.id, code), challenge.codeHash) ? 'right' : 'wrong';
}
