import { randomBytes } from 'node:crypto';
import { Refusal } from '#kernel';
import { type Config, type Platform, type Tx, unwrapSecret, wrapSecret } from '#platform';
import type { Claim } from '../store/batches.ts';
import { wrappedSecrets } from '../store/persons.ts';
import type { Hiding } from './hider.ts';
import { Pseudonyms } from './pseudonym.ts';

const aboutOf = (institution: string) => `pseudonyms of ${institution}`;

export function newSecret(config: Config, institution: string): Buffer {
	return wrapSecret(config, randomBytes(32), aboutOf(institution));
}

/** Throws when the installation lost the key that wraps it. */
function secretOf(config: Config, institution: string, wrapped: Uint8Array): Buffer {
	return unwrapSecret(config, wrapped, aboutOf(institution));
}

/** How names are stored at the institutions that ever did so under pseudonyms; of these only, when they are named. */
export async function pseudonymsOf(tx: Tx, config: Config, institutions?: readonly string[]): Promise<Map<string, Pseudonyms>> {
	const rows = await wrappedSecrets(tx, institutions);
	try {
		return new Map(rows.map(({ institution, wrapped }) => [institution, new Pseudonyms(secretOf(config, institution, wrapped))]));
	} catch {
		throw new Refusal('not-ready', 'the secret of pseudonyms cannot be read');
	}
}

/** Names are never stored as they are because a key is lost: the batch waits at its sender until it is back. */
export function hidingOf(platform: Platform, institution: string, persons: Claim['persons']): Hiding | undefined {
	if (persons === undefined) return undefined;
	try {
		return { key: persons.key, publicKey: persons.publicKey, secret: secretOf(platform.config, institution, persons.wrapped) };
	} catch (fault) {
		platform.log.error({ err: fault, institution }, 'the secret of pseudonyms cannot be read; batches of this institution wait');
		throw new Refusal('not-ready', 'the secret of pseudonyms cannot be read; the log says why');
	}
}
