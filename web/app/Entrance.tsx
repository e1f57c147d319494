import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { api } from '../parts/api.ts';
import { Fault, Waiting } from '../parts/Loaded.tsx';
import { LiveProvider } from '../parts/live.tsx';
import { ApiError } from '../parts/problem.ts';
import { type SessionAnswer, SessionContext, viewSession } from '../parts/session.tsx';
import { applyTheme, type ThemeFile } from '../parts/theme.ts';
import { useText } from '../text/text.tsx';
import { Hats } from './Hats.tsx';
import { Preferences } from './Preferences.tsx';
import { Router } from './router.tsx';
import { Shell } from './Shell.tsx';

const SignIn = lazy(async () => ({ default: (await import('../pages/institutions/SignIn.tsx')).SignIn }));

function useOrganisationTheme(theme: string | null): void {
	const file = useQuery({
		queryKey: ['theme', theme],
		queryFn: () => (theme === null ? null : api.get<ThemeFile>(`/themes/${encodeURIComponent(theme)}.json`)),
		staleTime: Number.POSITIVE_INFINITY,
	});
	useEffect(() => applyTheme(file.data ?? null), [file.data]);
}

function Inside({ answer }: { readonly answer: SessionAnswer }) {
	const session = useMemo(() => viewSession(answer), [answer]);
	const { suggest } = useText();
	useOrganisationTheme(session.theme);
	// biome-ignore lint/correctness/useExhaustiveDependencies: once at sign-in; a later choice is the reader's own
	useEffect(() => suggest(answer.locale), []);
	return (
		<SessionContext value={session}>
			<LiveProvider>
				<Shell hats={<Hats />}>
					<Router />
				</Shell>
			</LiveProvider>
		</SessionContext>
	);
}

/** The door of the application: signed in, or the sign-in page. */
export function Entrance() {
	const session = useQuery({
		queryKey: ['session'],
		queryFn: ({ signal }) => api.get<SessionAnswer>('/v1/session', undefined, signal),
		staleTime: 60_000,
	});
	if (session.data !== undefined) return <Inside key={session.data.organisation.id + session.data.role} answer={session.data} />;
	if (session.error === null) return <Waiting lines={3} />;
	if (session.error instanceof ApiError && [401, 403].includes(session.error.status)) {
		return (
			<Suspense fallback={<Waiting lines={3} />}>
				<SignIn
					preferences={<Preferences />}
					onSignedIn={() => void session.refetch()}
					weak={session.error.code === 'assurance-too-low'}
				/>
			</Suspense>
		);
	}
	return <Fault error={session.error} onRetry={() => void session.refetch()} />;
}
