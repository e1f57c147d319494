import type { signIn as nl } from '../nl/sign-in.ts';
import type { Same } from '../types.ts';

export const signIn: Same<typeof nl> = {
	title: 'Sign in',
	lead: 'Dijkwacht is the watch that higher education, research and vocational education keep together over their digital resilience.',
	weak: 'Your organisation asks for a stronger way of signing in. Confirm with your passkey who you are.',
	personas: 'Choose a person of the demo',
	personasLead: 'In the demo you look over the shoulder of one of these people. They and their institutions do not exist.',
	passkey: 'With a passkey',
	passkeyLead: 'Your phone, computer or security key proves who you are. There is no password.',
	usePasskey: 'Sign in with passkey',
	oidc: 'With your institution account',
	oidcLead: 'You go to the sign-in page of your institution and come back here.',
	recovery: 'With a recovery code',
	recoveryLead: 'Lost your passkeys? Use a code from your printed list.',
	recoveryCode: 'Recovery code',
	email: 'E-mail address',
	useRecovery: 'Sign in with recovery code',
	failed: 'Signing in failed or was broken off.',
};
