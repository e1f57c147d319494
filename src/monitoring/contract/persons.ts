import { z } from 'zod';
import { day, endpoint, moment, uuid } from '#kernel/contract';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/);
const key = z.object({
	id: uuid,
	/** X25519, 32 bytes as base64url. */
	publicKey: z.string(),
	/** To compare by voice. */
	fingerprint: z.string(),
	madeAt: moment,
	/** Null: nobody has shown yet to have the private key. */
	provenAt: moment.nullable(),
	/** New names are sealed under it. */
	current: z.boolean(),
});
const setting = z.object({
	institution: uuid,
	enabled: z.boolean(),
	reason: z.string().nullable(),
	changedAt: moment.nullable(),
	/** Different names that are sealed at this moment. */
	names: z.int(),
	keys: z.array(key),
});

export const readPersons = endpoint({
	summary: 'Whether names of persons in your events are stored under pseudonyms, and the keys that open them',
	response: setting,
});
export const addPersonKey = endpoint({
	summary: 'Give the public key of a pair made on your own machine; answers a challenge that only the private key opens',
	body: z.object({ publicKey: base64url.max(60) }),
	/** `challenge`: a sealed text; open it and send what it says to `prove`. */
	response: z.object({ institution: uuid, key, challenge: z.string() }),
	status: 201,
});
export const provePersonKey = endpoint({
	summary: 'Show that you have the private key; from then on new names are sealed under this key',
	params: z.object({ id: uuid }),
	body: z.object({ answer: z.string().min(1).max(200) }),
	response: key,
});
export const changePersons = endpoint({
	summary: 'Store names of persons in events under pseudonyms from now on, or as they are (GDPR art. 25, 32(1)(a))',
	body: z.object({ enabled: z.boolean(), reason: z.string().trim().min(1).max(2000) }),
	response: setting,
});
export const lookUpPersons = endpoint({
	summary: 'The sealed names behind pseudonyms, to be opened with your private key; each time is written in the audit trail',
	body: z.object({
		pseudonyms: z
			.array(z.string().regex(/^p_[a-z2-7]{16}(?:@.{1,253})?$/))
			.min(1)
			.max(200),
		reason: z.string().trim().min(1).max(2000),
	}),
	response: z.object({
		institution: uuid,
		items: z.array(z.object({ pseudonym: z.string(), key: uuid, sealed: z.string(), firstOn: day, lastOn: day })),
	}),
});
