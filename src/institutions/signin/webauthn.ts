import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { z } from 'zod';
import { Refusal } from '#kernel';
import type { Config } from '#platform';
import type { assertion, registration } from '../contract/passkeys.ts';
import type { NewPasskey, Passkey } from '../store/passkeys.ts';

const site = (config: Config) => ({ rpID: new URL(config.baseUrl).hostname, origin: new URL(config.baseUrl).origin });
type Transports = NonNullable<Parameters<typeof generateRegistrationOptions>[0]['excludeCredentials']>[number]['transports'];

/** A passkey that can be found without a name typed first, and that asks finger, face or PIN. */
export function registrationOptions(config: Config, person: { id: string; name: string }, known: readonly Passkey[]) {
	return generateRegistrationOptions({
		rpName: 'Dijkwacht',
		rpID: site(config).rpID,
		userName: person.name,
		userDisplayName: person.name,
		userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
		attestationType: 'none',
		excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports: transports as Transports })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
	});
}

export function signInOptions(config: Config) {
	return generateAuthenticationOptions({ rpID: site(config).rpID, userVerification: 'required' });
}

/** Refuses `content-refused` when the answer is not of this site, this challenge, or its user was not verified. */
export async function checkRegistration(
	config: Config,
	challenge: string,
	response: z.output<typeof registration>,
): Promise<Omit<NewPasskey, 'person' | 'name'>> {
	const { rpID, origin } = site(config);
	const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true };
	const given = response as Parameters<typeof verifyRegistrationResponse>[0]['response'];
	const checked = await verifyRegistrationResponse({ response: given, ...expected }).catch(() => undefined);
	if (checked?.verified !== true) throw new Refusal('content-refused', 'the passkey was not accepted');
	const { credential, credentialBackedUp } = checked.registrationInfo;
	return {
		credentialId: credential.id,
		publicKey: credential.publicKey,
		counter: credential.counter,
		transports: response.response.transports ?? [],
		backedUp: credentialBackedUp,
	};
}

/** @returns the new counter; undefined when the signature, site, challenge or counter is wrong */
export async function checkAssertion(
	config: Config,
	challenge: string,
	response: z.output<typeof assertion>,
	key: Passkey,
): Promise<number | undefined> {
	const { rpID, origin } = site(config);
	const credential = { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: key.counter };
	const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true };
	const given = response as Parameters<typeof verifyAuthenticationResponse>[0]['response'];
	const checked = await verifyAuthenticationResponse({ response: given, credential, ...expected }).catch(() => undefined);
	return checked?.verified === true ? checked.authenticationInfo.newCounter : undefined;
}
