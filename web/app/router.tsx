import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { assessmentPages } from '../pages/assessments/routes.tsx';
import { dutyPages } from '../pages/duty/routes.tsx';
import { institutionPages } from '../pages/institutions/routes.tsx';
import { monitoringPages } from '../pages/monitoring/routes.tsx';
import { normPages } from '../pages/norms/routes.tsx';
import { platformPages } from '../pages/platform/routes.tsx';
import { sharingPages } from '../pages/sharing/routes.tsx';
import { steeringPages } from '../pages/steering/routes.tsx';
import { Waiting } from '../parts/Loaded.tsx';
import type { PageRoute } from '../parts/route.ts';
import { useSession } from '../parts/session.tsx';
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

/** After a new release the old pages' files are gone: the page is asked anew, once. */
function reloadOnce(fault: unknown): never {
	const last = Number(sessionStorage.getItem('dijkwacht.reloaded') ?? 0);
	if (Date.now() - last > 30_000) {
		sessionStorage.setItem('dijkwacht.reloaded', String(Date.now()));
		window.location.reload();
	}
	throw fault;
}

const pages: readonly (readonly [string, ComponentType])[] = rows.map(({ path, load }) => [
	path,
	lazy(async () => ({ default: await load().catch(reloadOnce) })),
]);

/** All rooms' pages; a fault in one of them stays inside it. */
export function Router() {
	const session = useSession();
	const { pathname } = useLocation();
	return (
		<ErrorBoundary key={pathname}>
			<Suspense fallback={<Waiting />}>
				<Routes>
					<Route path="/" element={<Navigate to={homeOf(session)} replace />} />
					{pages.map(([path, Page]) => (
						<Route key={path} path={path} element={<Page />} />
					))}
					<Route path="*" element={<MissingPage />} />
				</Routes>
			</Suspense>
		</ErrorBoundary>
	);
}
