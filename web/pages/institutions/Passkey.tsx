import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Banner, Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { ApiError } from '../../parts/problem.ts';
import { useText } from '../../text/text.tsx';

type Asked = Output<typeof institutions.signInOptionsEndpoint>;
type Assert = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type Register = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** The options are what the server's WebAuthn library made; the contract leaves them open. */
export async function signInWithPasskey(): Promise<void> {
	const { challenge, options } = await api.post<Asked>('/v1/passkeys/sign-in/options');
	const response = await startAuthentication({ optionsJSON: options as unknown as Assert });
	await api.post('/v1/passkeys/sign-in', { challenge, response });
}

/** Makes a passkey at `place`, with an invitation or a recovery code when there is no session yet. */
export async function makePasskey<T>(place: '/v1/enrolment' | '/v1/passkeys', name: string, ticket?: string): Promise<T> {
	const proof = ticket === undefined ? {} : { ticket };
	const { challenge, options } = await api.post<Asked>(`${place}/options`, proof);
	const response = await startRegistration({ optionsJSON: options as unknown as Register });
	return api.post<T>(place, { ...proof, challenge, name, response });
}

/** What the server refused, or a plain sentence when the browser or the person broke off. */
export function PasskeyFault({ error }: { readonly error: unknown }) {
	const { t } = useText();
	if (error instanceof ApiError) return <Fault error={error} />;
	return <Banner tone="bad">{t('signIn.failed')}</Banner>;
}

export function PasskeyCard({ onSignedIn }: { onSignedIn(): void }) {
	const { t } = useText();
	const enter = useMutation({ mutationFn: signInWithPasskey, onSuccess: onSignedIn });
	return (
		<Card title={t('signIn.passkey')}>
			<p>{t('signIn.passkeyLead')}</p>
			<div>
				<Button tone="main" icon="key" disabled={enter.isPending} onClick={() => enter.mutate()}>
					{t('signIn.usePasskey')}
				</Button>
			</div>
			{enter.error !== null && <PasskeyFault error={enter.error} />}
		</Card>
	);
}
