import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { useText } from '../../text/text.tsx';
import { Enrolment } from './Enrolment.tsx';
import { PasskeyCard } from './Passkey.tsx';
import css from './SignIn.module.css';

interface SignInProps {
	readonly preferences: ReactNode;
	/** Signed in already, but not strongly enough for this organisation. */
	readonly weak: boolean;
	onSignedIn(): void;
}

type Ways = Output<typeof institutions.waysEndpoint>;
type Personas = Output<typeof institutions.personasEndpoint>;
type OidcStart = Output<typeof institutions.oidcStartEndpoint>;

/** The front door: the demo's people where there is a demo, else passkey or institution account. */
export function SignIn({ preferences, weak, onSignedIn }: SignInProps) {
	const { t } = useText();
	const ways = useQuery({ queryKey: ['ways'], queryFn: () => api.get<Ways>('/v1/sign-in') });
	// The secret of an invitation stands behind the # so that no server log ever sees it.
	const invitation = window.location.hash.length > 16 ? window.location.hash.slice(1) : null;
	return (
		<>
			<header className={css.top}>
				<span>Dijkwacht</span>
				<span className={css.choices}>{preferences}</span>
			</header>
			<main className={css.frame}>
				<Page title={t('signIn.title')} lead={t('signIn.lead')}>
					{weak && <Banner tone="warn">{t('signIn.weak')}</Banner>}
					{ways.error !== null && <Fault error={ways.error} onRetry={() => void ways.refetch()} />}
					{invitation !== null && <Enrolment invitation={invitation} onSignedIn={onSignedIn} />}
					{ways.data?.demo && <DemoPersonas onSignedIn={onSignedIn} />}
					<Columns>
						<PasskeyCard onSignedIn={onSignedIn} />
						{ways.data?.oidc && <OidcCard invitation={invitation} />}
						{invitation === null && <Enrolment invitation={null} onSignedIn={onSignedIn} />}
					</Columns>
				</Page>
			</main>
		</>
	);
}

function OidcCard({ invitation }: { readonly invitation: string | null }) {
	const { t } = useText();
	const start = useMutation({
		mutationFn: () => api.post<OidcStart>('/v1/oidc/start', { returnTo: '/', ...(invitation === null ? {} : { invitation }) }),
		onSuccess: ({ url }) => window.location.assign(url),
	});
	return (
		<Card title={t('signIn.oidc')}>
			<p>{t('signIn.oidcLead')}</p>
			<div>
				<Button icon="person" disabled={start.isPending} onClick={() => start.mutate()}>
					{t('signIn.useOidc')}
				</Button>
			</div>
			{start.error !== null && <Fault error={start.error} />}
		</Card>
	);
}

/** The demo's people; the server answers only in demo mode and only on this machine. */
function DemoPersonas({ onSignedIn }: { onSignedIn(): void }) {
	const { t, word } = useText();
	const personas = useQuery({ queryKey: ['personas'], queryFn: () => api.get<Personas>('/v1/demo/personas'), retry: false });
	const enter = useMutation({
		mutationFn: (persona: string) => api.post('/v1/demo/sign-in', { persona }),
		onSuccess: onSignedIn,
	});
	if (personas.data === undefined || personas.data.items.length === 0) return null;
	return (
		<Card title={t('signIn.personas')}>
			<p>{t('signIn.personasLead')}</p>
			{enter.error !== null && <Fault error={enter.error} />}
			<ul className={css.personas}>
				{personas.data.items.map((persona) => (
					<li key={persona.key}>
						<button type="button" className={css.persona} disabled={enter.isPending} onClick={() => enter.mutate(persona.key)}>
							<strong>{word('role', persona.role)}</strong>
							<span>{persona.displayName}</span>
							<span>{persona.organisationName}</span>
						</button>
					</li>
				))}
			</ul>
		</Card>
	);
}
