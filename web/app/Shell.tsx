import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { Icon } from '../parts/Icon.tsx';
import { useLiveState } from '../parts/live.tsx';
import { useSession } from '../parts/session.tsx';
import { useText } from '../text/text.tsx';
import { menuFor } from './menu.ts';
import { Preferences } from './Preferences.tsx';
import css from './Shell.module.css';

export function Brand() {
	return (
		<Link to="/" className={css.brand}>
			<svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
				<path d="M3 20 11 8h10l8 12z" fill="currentColor" />
				<path
					d="M2 26c2.500 0 2.500-2 5-2s2.500 2 5 2 2.500-2 5-2 2.500 2 5 2 2.500-2 5-2 1.500 1 3 1.500"
					fill="none"
					stroke="currentColor"
					strokeWidth="2.200"
					strokeLinecap="round"
				/>
			</svg>
			Dijkwacht
		</Link>
	);
}

function LiveSign() {
	const { t } = useText();
	const connected = useLiveState();
	return (
		<span className={css.live} role="status" title={connected ? undefined : t('common.offline')}>
			<Icon name={connected ? 'signal' : 'cross'} />
			{connected ? t('common.live') : t('app.notLive')}
		</span>
	);
}

/** Frame around every page: bar, menu, content. */
export function Shell({ children, hats }: { readonly children: ReactNode; readonly hats: ReactNode }) {
	const { t, word } = useText();
	const session = useSession();
	const { pathname } = useLocation();
	const [open, setOpen] = useState(false);
	const main = useRef<HTMLElement>(null);
	const before = useRef(pathname);
	useEffect(() => {
		if (before.current === pathname) return;
		before.current = pathname;
		setOpen(false);
		main.current?.focus({ preventScroll: true });
		window.scrollTo(0, 0);
	}, [pathname]);
	return (
		<>
			<a className={css.skip} href="#content">
				{t('common.skip')}
			</a>
			<header className={css.bar}>
				<button type="button" className={css.menuButton} aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
					<Icon name="menu" />
					{t('common.menu')}
				</button>
				<Brand />
				<span className={css.place}>
					{session.organisationName} · {session.personName} ({word('role', session.role)})
				</span>
				<div className={css.settings}>
					<LiveSign />
					<Preferences />
					{hats}
				</div>
			</header>
			{session.demo && (
				<aside className={css.demo} aria-label="demo">
					{t('common.demoBanner')}
				</aside>
			)}
			<div className={css.body}>
				<nav id="menu" className={css.nav} aria-label={t('common.menu')} data-open={open}>
					{menuFor(session).map((group) => (
						<div key={group.text}>
							<h2>{t(group.text)}</h2>
							<ul>
								{group.rows.map((row) => (
									<li key={row.path}>
										<NavLink to={row.path}>{t(row.text)}</NavLink>
									</li>
								))}
							</ul>
						</div>
					))}
				</nav>
				<main id="content" ref={main} className={css.main} tabIndex={-1}>
					{children}
				</main>
			</div>
		</>
	);
}
