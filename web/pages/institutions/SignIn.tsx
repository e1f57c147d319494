import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Output } from '#kernel/contract';
import type * as institutions from '#institutions/contract';
import { api } from '../../parts/api.ts';
import { Banner, Card, Page } from '../../parts/Blocks.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { useText } from '../../text/text.tsx';
import css from './SignIn.module.css';

interface SignInProps {
	readonly preferences: ReactNode;
	/** Signed in already, but not strongly enough for this organisation. */
	readonly weak: boolean;
	onSignedIn(): void;
}

type Personas = Output<typeof institutions.personasEndpoint>;

export function SignIn({ preferences, weak, onSignedIn }: SignInProps) {
	const { t } = useText();
	return (
		<>
			<header className={css.top}>
				<span>Dijkwacht</span>
				<span className={css.choices}>{preferences}</span>
			</header>
			<main className={css.frame}>
				<Page title={t('signIn.title')} lead={t('signIn.lead')}>
					{weak && <Banner tone="warn">{t('signIn.weak')}</Banner>}
					<DemoPersonas onSignedIn={onSignedIn} />
				</Page>
			</main>
		</>
	);
}

/** The demo's people; the server answers only in demo mode and only on this machine, else the list is left out. */
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
