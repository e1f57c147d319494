import { z } from 'zod';
import { endpoint, moment, nothing, uuid } from '#kernel/contract';

const base64url = (longest: number) =>
	z
		.string()
		.regex(/^[\w-]+$/)
		.max(longest);
/** Options of WebAuthn as the browser takes them (`PublicKeyCredential.parseCreationOptionsFromJSON` and its brother). */
const browserOptions = z.record(z.string(), z.unknown());
const asked = z.object({ challenge: uuid, options: browserOptions });

const credential = {
	id: base64url(1400),
	rawId: base64url(1400),
	type: z.literal('public-key'),
	clientExtensionResults: z.object({}),
	authenticatorAttachment: z
		.enum(['platform', 'cross-platform'])
		.nullish()
		.transform((value) => value ?? undefined),
};
export const registration = z.object({
	...credential,
	response: z.object({
		clientDataJSON: base64url(4000),
		attestationObject: base64url(20_000),
		transports: z.array(z.string().max(20)).max(10).optional(),
	}),
});
export const assertion = z.object({
	...credential,
	response: z.object({
		clientDataJSON: base64url(4000),
		authenticatorData: base64url(4000),
		signature: base64url(8000),
		userHandle: base64url(200)
			.nullish()
			.transform((value) => value ?? undefined),
	}),
});
/** An invitation's secret, or a recovery code as it was printed. */
const ticket = z.string().min(16).max(100);
const passkeyName = z.string().trim().min(1).max(100);

export const waysEndpoint = endpoint({
	summary: 'Ways to sign in here',
	response: z.object({ passkey: z.literal(true), oidc: z.boolean(), demo: z.boolean() }),
});
export const signInOptionsEndpoint = endpoint({ summary: 'Begin a sign-in with a passkey', response: asked });
export const signInEndpoint = endpoint({
	summary: 'Sign in with a passkey',
	body: z.object({ challenge: uuid, response: assertion }),
	response: nothing,
	status: 204,
});

export const lookUpInvitationEndpoint = endpoint({
	summary: 'What an invitation is for',
	body: z.object({ secret: ticket }),
	response: z.object({
		organisationName: z.string(),
		displayName: z.string(),
		role: z.string(),
		locale: z.enum(['nl', 'en']),
		/** True: adds a passkey to somebody we know. */
		recovery: z.boolean(),
		expiresAt: moment,
	}),
});
export const acceptInvitationEndpoint = endpoint({
	summary: 'Take up an invitation as the person you are signed in as',
	body: z.object({ secret: ticket }),
	response: nothing,
	status: 204,
});
export const enrolOptionsEndpoint = endpoint({
	summary: 'Begin a first passkey with an invitation or a recovery code',
	body: z.object({ ticket }),
	response: asked,
});
export const enrolEndpoint = endpoint({
	summary: 'Make the first passkey and sign in; the recovery codes are told once',
	body: z.object({ ticket, challenge: uuid, name: passkeyName, response: registration }),
	response: z.object({ recoveryCodes: z.array(z.string()) }),
	status: 201,
});

export const passkeysEndpoint = endpoint({
	summary: 'Your passkeys; have two or more',
	response: z.object({
		items: z.array(
			z.object({ id: uuid, name: z.string(), createdAt: moment, lastUsedAt: moment.nullable(), backedUp: z.boolean() }),
		),
		recoveryCodesLeft: z.int(),
	}),
});
export const addOptionsEndpoint = endpoint({ summary: 'Begin one more passkey', response: asked });
export const addPasskeyEndpoint = endpoint({
	summary: 'Add one more passkey',
	body: z.object({ challenge: uuid, name: passkeyName, response: registration }),
	response: z.object({ id: uuid }),
	status: 201,
});
export const removePasskeyEndpoint = endpoint({
	summary: 'Remove a passkey; the last one stays',
	params: z.object({ id: uuid }),
	response: nothing,
	status: 204,
});
export const renewCodesEndpoint = endpoint({
	summary: 'Print new recovery codes; the old ones end',
	response: z.object({ recoveryCodes: z.array(z.string()) }),
	status: 201,
});

export const oidcStartEndpoint = endpoint({
	summary: 'Begin a sign-in at the identity provider',
	body: z.object({
		invitation: ticket.optional(),
		/** Page to return to, a path of ours. */
		returnTo: z
			.string()
			.regex(/^\/(?![/\\])[\w\-./?=&%]*$/)
			.max(500)
			.default('/'),
	}),
	response: z.object({ url: z.url() }),
});
export const oidcCallbackEndpoint = endpoint({ summary: 'Where the identity provider sends people back', response: nothing });
