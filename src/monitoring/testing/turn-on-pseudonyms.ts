import type { FastifyInstance } from 'fastify';
import { aboutPseudonym, type KeyPair, openSealed } from '../persons/seal.ts';

/** Gives a public key, proves it and turns pseudonyms on, over the API as the institution would. */
export async function turnOnPseudonyms(app: FastifyInstance, headers: Record<string, string>, pair: KeyPair): Promise<void> {
	const ask = async (method: 'POST' | 'PUT', url: string, payload: object) => {
		const answer = await app.inject({ method, url, headers, payload });
		if (answer.statusCode >= 300) throw new Error(answer.body);
		return answer.json();
	};
	const given = await ask('POST', '/v1/persons/keys', { publicKey: pair.publicKey.toString('base64url') });
	const { institution, key, challenge } = given as { institution: string; key: { id: string }; challenge: string };
	const answer = openSealed(Buffer.from(challenge, 'base64url'), pair, aboutPseudonym(institution, key.id));
	await ask('POST', `/v1/persons/keys/${key.id}/prove`, { answer });
	await ask('PUT', '/v1/persons/pseudonyms', { enabled: true, reason: 'DPIA' });
}
