import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider } from 'react-aria-components';
import { BrowserRouter } from 'react-router';
import { ApiError } from '../parts/problem.ts';
import { ToastProvider } from '../parts/Toast.tsx';
import { TextProvider, useText } from '../text/text.tsx';
import { Entrance } from './Entrance.tsx';
import { ErrorBoundary } from './ErrorPage.tsx';

/** What was refused stays refused; what was not reached is tried again. */
function mayRetry(failures: number, error: unknown): boolean {
	if (failures >= 2) return false;
	return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

const client = new QueryClient({
	defaultOptions: { queries: { staleTime: 15_000, retry: mayRetry, refetchOnWindowFocus: false } },
});

function Localised() {
	const { locale } = useText();
	return (
		<I18nProvider locale={locale === 'nl' ? 'nl-NL' : 'en-GB'}>
			<ErrorBoundary>
				<ToastProvider>
					<Entrance />
				</ToastProvider>
			</ErrorBoundary>
		</I18nProvider>
	);
}

export function App() {
	return (
		<QueryClientProvider client={client}>
			<BrowserRouter>
				<TextProvider>
					<Localised />
				</TextProvider>
			</BrowserRouter>
		</QueryClientProvider>
	);
}
