import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Page } from '../parts/Blocks.tsx';
import { Fault } from '../parts/Loaded.tsx';
import { useText } from '../text/text.tsx';

export function ErrorPage({ error, onRetry }: { readonly error: unknown; onRetry(): void }) {
	const { t } = useText();
	return (
		<Page title={t('errors.crashed')}>
			<Fault error={error} onRetry={onRetry} />
			<p>
				<Link to="/" onClick={onRetry}>
					{t('app.home')}
				</Link>
			</p>
		</Page>
	);
}

export function MissingPage() {
	const { t } = useText();
	return (
		<Page title={t('errors.pageMissing')}>
			<p>
				<Link to="/">{t('app.home')}</Link>
			</p>
		</Page>
	);
}

interface State {
	readonly error: unknown;
}

/** A fault in one page leaves the menu standing. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
	override state: State = { error: null };

	static getDerivedStateFromError(error: unknown): State {
		return { error };
	}

	override componentDidCatch(error: Error, info: ErrorInfo) {
		console.error(error.message, info.componentStack);
	}

	override render() {
		if (this.state.error === null) return this.props.children;
		return <ErrorPage error={this.state.error} onRetry={() => this.setState({ error: null })} />;
	}
}
