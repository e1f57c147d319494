import { useMemo } from 'react';
import { formatMoment } from '../../parts/format.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import type { AlertDetail } from './types.ts';

interface Step {
	readonly at: string;
	readonly what: string;
	readonly text?: string;
}

/** What happened to the alert, in the order in which it happened. */
export function AlertHistory({ alert }: { readonly alert: AlertDetail }) {
	const { t, word, locale } = useText();
	const session = useSession();
	const steps = useMemo<Step[]>(() => {
		const by = (person: string | null) => t(person === session.personId ? 'queue.byYou' : 'queue.byColleague');
		const from = (organisation: string) => (organisation === session.organisationId ? t('queue.fromUs') : t('queue.fromOthers'));
		const all: Step[] = [
			{ at: alert.createdAt, what: t(alert.lookedBack ? 'queue.foundBack' : 'queue.raised') },
			...alert.notes.map((note) => ({
				at: note.at,
				what: `${t('alerts.note')}, ${note.author === session.personId ? t('queue.byYou') : from(note.organisation)}`,
				text: note.text,
			})),
		];
		if (alert.takenAt !== null) all.push({ at: alert.takenAt, what: `${t('queue.taken')} ${by(alert.takenBy)}` });
		if (alert.decidedAt !== null)
			all.push({
				at: alert.decidedAt,
				what: `${t('queue.decided')} ${by(alert.decidedBy)}: ${word('decision', alert.decision ?? '')}`,
				text: alert.reason ?? '',
			});
		return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	}, [alert, session, t, word]);
	return (
		<ol className={css.history}>
			{steps.map((step) => (
				<li key={`${step.at} ${step.what}`}>
					<small>
						{formatMoment(step.at, locale)} · {step.what}
					</small>
					{step.text !== undefined && <p>{step.text}</p>}
				</li>
			))}
		</ol>
	);
}
