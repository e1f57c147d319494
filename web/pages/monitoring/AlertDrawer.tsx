import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertQueue.module.css';
import { shareAddress } from './share.ts';
import { type AlertDetail, type AlertRow, alertTone, severitySign, severityTone } from './types.ts';
import { useAlertActs } from './use-alert-acts.ts';

const sharers = ['soc-analyst', 'cert-handler', 'ciso'];
const decisions = ['true-positive', 'false-positive', 'benign'] as const;

export function AlertDrawer({ id, decide, onClose }: { readonly id: string; readonly decide: boolean; onClose(): void }) {
	const { t } = useText();
	const query = useQuery({ queryKey: ['alerts', 'one', id], queryFn: () => api.get<AlertDetail>(`/v1/alerts/${id}`) });
	return (
		<Drawer title={t('alerts.one')} open onClose={onClose}>
			<Loaded query={query}>{(alert) => <Alert alert={alert} deciding={decide} onClose={onClose} />}</Loaded>
		</Drawer>
	);
}

function Alert({ alert, deciding, onClose }: { readonly alert: AlertDetail; readonly deciding: boolean; onClose(): void }) {
	const { t, word, locale } = useText();
	const { name } = useNames();
	const { take, release, reopen } = useAlertActs();
	const session = useSession();
	const [decide, setDecide] = useState(deciding);
	return (
		<>
			<h3>{locale === 'nl' ? alert.titleNl : alert.titleEn}</h3>
			<DescriptionList
				terms={[
					[
						t('alerts.severity'),
						<StateBadge key="s" tone={severityTone[alert.severity]} sign={severitySign[alert.severity]}>
							{t(`severity.${alert.severity}`)}
						</StateBadge>,
					],
					[
						t('common.state'),
						<StateBadge key="t" tone={alertTone[alert.state]}>
							{t(`alertState.${alert.state}`)}
						</StateBadge>,
					],
					[t('common.institution'), name(alert.institution)],
					[t('alerts.host'), alert.host || '–'],
					[t('alerts.firstTime'), formatMoment(alert.eventTime, locale)],
					[t('alerts.lastTime'), formatMoment(alert.lastTime, locale)],
					[t('alerts.hits'), formatNumber(alert.count, locale)],
					[t('alerts.bundle'), formatNumber(alert.bundleSize, locale)],
					[t('alerts.author'), alert.author],
					...(alert.lookedBack ? [[t('alerts.found'), t('alerts.lookedBack')] as const] : []),
					...alert.observables.map(
						(seen) => [word('indicatorKind', seen.kind), <code key={seen.value}>{seen.value}</code>] as const,
					),
					...(alert.decision === null
						? []
						: [[t('alerts.decision'), `${word('decision', alert.decision)}: ${alert.reason ?? ''}`] as const]),
				]}
			/>
			<pre className={css.excerpt}>{alert.excerpt}</pre>
			<div className={css.keys}>
				{alert.state === 'new' && (
					<Button tone="main" onClick={() => take.mutate(alert.id)}>
						{t('alerts.take')}
					</Button>
				)}
				{alert.state === 'taken' && <Button onClick={() => release.mutate(alert.id)}>{t('alerts.release')}</Button>}
				{alert.state !== 'decided' && <Button onClick={() => setDecide(!decide)}>{t('alerts.decide')}</Button>}
				{alert.state === 'decided' && <Button onClick={() => reopen.mutate(alert.id)}>{t('alerts.reopen')}</Button>}
				{sharers.includes(session.role) && <ButtonLink to={shareAddress(alert, locale)}>{t('alerts.share')}</ButtonLink>}
			</div>
			{decide && alert.state !== 'decided' && <DecideForm alert={alert} onDone={onClose} />}
			<Notes alert={alert} />
		</>
	);
}

function DecideForm({ alert, onDone }: { readonly alert: AlertRow; onDone(): void }) {
	const { t } = useText();
	const { decide } = useAlertActs();
	const [decision, setDecision] = useState<(typeof decisions)[number]>('true-positive');
	const [reason, setReason] = useState('');
	return (
		<Form
			submit={t('alerts.decide')}
			busy={decide.isPending}
			onSubmit={() => decide.mutate({ id: alert.id, decision, reason }, { onSuccess: onDone })}
		>
			<Select
				label={t('alerts.decision')}
				autoFocus
				value={decision}
				onChange={(event) => setDecision(event.target.value as typeof decision)}
				choices={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
			/>
			<TextArea
				label={t('common.reason')}
				required
				minLength={3}
				value={reason}
				onChange={(event) => setReason(event.target.value)}
			/>
			{decide.error !== null && <Fault error={decide.error} />}
		</Form>
	);
}

function Notes({ alert }: { readonly alert: AlertDetail }) {
	const { t, locale } = useText();
	const { note } = useAlertActs();
	const [text, setText] = useState('');
	return (
		<section className={css.notes}>
			<h3>{t('alerts.notes')}</h3>
			<ul className={css.notes}>
				{alert.notes.map((one) => (
					<li key={one.id}>
						<small>{formatMoment(one.at, locale)}</small>
						<p>{one.text}</p>
					</li>
				))}
			</ul>
			<Form
				submit={t('alerts.addNote')}
				busy={note.isPending}
				onSubmit={() => note.mutate({ id: alert.id, text }, { onSuccess: () => setText('') })}
			>
				<Field label={t('alerts.note')} required value={text} onChange={(event) => setText(event.target.value)} />
				{note.error !== null && <Fault error={note.error} />}
			</Form>
		</section>
	);
}
