import { useQuery } from '@tanstack/react-query';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { assessmentPages } from '../pages/assessments/routes.tsx';
import { dutyPages } from '../pages/duty/routes.tsx';
import { institutionPages } from '../pages/institutions/routes.tsx';
import { monitoringPages } from '../pages/monitoring/routes.tsx';
import { normPages } from '../pages/norms/routes.tsx';
import { platformPages } from '../pages/platform/routes.tsx';
import { sharingPages } from '../pages/sharing/routes.tsx';
import { steeringPages } from '../pages/steering/routes.tsx';
import { api } from '../parts/api.ts';
import { Page } from '../parts/Blocks.tsx';
import { Fault, Loaded } from '../parts/Loaded.tsx';
import { loadPage } from '../parts/load-page.ts';
import type { PageRoute } from '../parts/route.ts';
import { useSession } from '../parts/session.tsx';
import { useText } from '../text/text.tsx';
import { ErrorBoundary, MissingPage } from './ErrorPage.tsx';
import { homeOf } from './menu.ts';

const rows: readonly PageRoute[] = [
	...institutionPages,
	...monitoringPages,
	...sharingPages,
	...dutyPages,
	...platformPages,
	...normPages,
	...steeringPages,
	...assessmentPages,
];

function reloadOnce(): boolean {
	const last = Number(sessionStorage.getItem('dijkwacht.reloaded') ?? 0);
	if (Date.now() - last <= 30_000) return false;
	sessionStorage.setItem('dijkwacht.reloaded', String(Date.now()));
	window.location.reload();
	return true;
}

const road = { reach: () => api.get('/healthz'), reload: reloadOnce };

/** Is asked like any answer of the server, so that a page that could not come does when the connection is back. */
function Loading({ path, load }: PageRoute) {
	const { t } = useText();
	const query = useQuery({
		queryKey: ['page', path],
		queryFn: async () => ({ Page: await loadPage(load, road) }),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: Number.POSITIVE_INFINITY,
	});
	if (query.data === undefined && query.error !== null) {
		return (
			<Page title={t('errors.crashed')}>
				<Fault error={query.error} onRetry={() => void query.refetch()} />
			</Page>
		);
	}
	return <Loaded query={query}>{({ Page }) => <Page />}</Loaded>;
}

/** All rooms' pages; a fault in one of them stays inside it. */
export function Router() {
	const session = useSession();
	const { pathname } = useLocation();
	return (
		<ErrorBoundary key={pathname}>
			<Routes>
				<Route path="/" element={<Navigate to={homeOf(session)} replace />} />
				{rows.map((row) => (
					<Route key={row.path} path={row.path} element={<Loading key={row.path} {...row} />} />
				))}
				<Route path="*" element={<MissingPage />} />
			</Routes>
		</ErrorBoundary>
	);
}
