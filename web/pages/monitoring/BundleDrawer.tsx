import { useState } from 'react';
import { withQuery } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Drawer } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { deciders } from './AlertButtons.tsx';
import { AlertDecide } from './AlertDecide.tsx';
import css from './AlertView.module.css';
import { BundlePlaces } from './BundlePlaces.tsx';
import { RuleText } from './RuleText.tsx';
import type { Bundle } from './types.ts';
import { useAlertActs } from './use-alert-acts.ts';

/** Takes or decides all alerts of one cause at once; what a colleague holds stays with the colleague. */
export function BundleDrawer({ bundle, onClose }: { readonly bundle: Bundle; onClose(): void }) {
	const { t, locale } = useText();
	const session = useSession();
	const acts = useAlertActs();
	const [deciding, setDeciding] = useState(false);
	return (
		<Drawer title={locale === 'nl' ? bundle.titleNl : bundle.titleEn} open onClose={onClose}>
			<div className={css.view}>
				<DescriptionList
					terms={[
						[t('bundles.open'), `${formatNumber(bundle.open, locale)} / ${formatNumber(bundle.alerts, locale)}`],
						[t('bundles.mine'), formatNumber(bundle.mine, locale)],
						[t('alerts.hits'), formatNumber(bundle.hits, locale)],
						[t('alerts.firstTime'), formatMoment(bundle.firstTime, locale)],
						[t('alerts.lastTime'), formatMoment(bundle.lastTime, locale)],
					]}
				/>
				<div className={css.row}>
					{deciders.includes(session.role) && (
						<>
							<Button
								tone="main"
								icon="hand"
								disabled={acts.takeBundle.isPending}
								onClick={() => acts.takeBundle.mutate(bundle.bundle)}
							>
								{t('bundles.take')}
							</Button>
							<Button icon="check" onClick={() => setDeciding(true)}>
								{t('bundles.decide')}
							</Button>
						</>
					)}
					<ButtonLink to={withQuery('/alerts', { bundle: bundle.bundle })}>{t('bundles.inQueue')}</ButtonLink>
				</div>
				{deciding && <AlertDecide acts={acts} bundle={bundle.bundle} others={false} onDone={onClose} />}
				<section>
					<h3>{t('bundles.at', { count: bundle.institutions })}</h3>
					<BundlePlaces bundle={bundle.bundle} />
				</section>
				{bundle.bundle.startsWith('rule:') && (
					<section>
						<h3>{t('queue.why')}</h3>
						<RuleText id={bundle.bundle.slice('rule:'.length)} />
					</section>
				)}
			</div>
		</Drawer>
	);
}
