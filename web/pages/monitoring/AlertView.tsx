import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { withQuery } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Copy } from '../../parts/Copy.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import { AlertButtons } from './AlertButtons.tsx';
import { AlertDecide } from './AlertDecide.tsx';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertNote } from './AlertNotes.tsx';
import { AlertObservables } from './AlertObservables.tsx';
import css from './AlertView.module.css';
import { readable } from './readable.ts';
import { RuleText } from './RuleText.tsx';
import { type AlertDetail, alertTone, severitySign, severityTone } from './types.ts';
import type { AlertActs } from './use-alert-acts.ts';

/** What the reader came to do: read, write a note, decide. */
export type Purpose = 'read' | 'note' | 'decide';

interface AlertViewProps {
	readonly alert: AlertDetail;
	readonly purpose: Purpose;
	readonly acts: AlertActs;
	onPurpose(purpose: Purpose): void;
	onDecided(): void;
}

/** Everything about one alert that an analyst decides by. */
export function AlertView({ alert, purpose, acts, onPurpose, onDecided }: AlertViewProps) {
	const { t, locale } = useText();
	const { name } = useNames();
	const head = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		if (purpose === 'read') head.current?.focus({ preventScroll: true });
	}, [purpose]);
	const raw = readable(alert.excerpt);
	return (
		<article className={css.view}>
			<h2 ref={head} tabIndex={-1}>
				{locale === 'nl' ? alert.titleNl : alert.titleEn}
			</h2>
			<div className={css.row}>
				<StateBadge tone={severityTone[alert.severity]} sign={severitySign[alert.severity]}>
					{t(`severity.${alert.severity}`)}
				</StateBadge>
				<StateBadge tone={alertTone[alert.state]}>{t(`alertState.${alert.state}`)}</StateBadge>
				<span>{name(alert.institution)}</span>
			</div>
			<AlertButtons alert={alert} acts={acts} onPurpose={onPurpose} />
			{purpose === 'decide' && alert.state !== 'decided' && (
				<AlertDecide acts={acts} alert={alert.id} bundle={alert.cause} others={alert.bundleSize > 1} onDone={onDecided} />
			)}
			<DescriptionList
				terms={[
					[t('alerts.host'), alert.host === '' ? '–' : alert.host],
					[t('alerts.firstTime'), formatMoment(alert.eventTime, locale)],
					[t('alerts.lastTime'), formatMoment(alert.lastTime, locale)],
					[t('alerts.hits'), formatNumber(alert.count, locale)],
					[
						t('alerts.bundle'),
						<Link key="bundle" to={withQuery('/alerts', { bundle: alert.cause })}>
							{formatNumber(alert.bundleSize, locale)}
						</Link>,
					],
					...(alert.lookedBack ? [[t('alerts.found'), t('alerts.lookedBack')] as const] : []),
				]}
			/>
			<section>
				<h3>{t('queue.observables')}</h3>
				<AlertObservables alert={alert} />
			</section>
			<section>
				<h3>{t('queue.why')}</h3>
				{alert.cause.startsWith('rule:') ? <RuleText id={alert.cause.slice('rule:'.length)} /> : <p>{t('queue.byIndicator')}</p>}
			</section>
			<section>
				<div className={css.row}>
					<h3>{t('queue.event')}</h3>
					<Copy text={alert.excerpt} what={t('queue.event')} />
				</div>
				{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
				<pre className={css.excerpt} tabIndex={0}>
					{raw}
				</pre>
			</section>
			<section>
				<h3>{t('queue.history')}</h3>
				<AlertHistory alert={alert} />
				<AlertNote id={alert.id} acts={acts} focus={purpose === 'note'} />
			</section>
		</article>
	);
}
