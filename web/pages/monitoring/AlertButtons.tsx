import { Button, ButtonLink } from '../../parts/Button.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import type { Purpose } from './AlertView.tsx';
import { shareAddress } from './share.ts';
import type { AlertDetail } from './types.ts';
import type { AlertActs } from './use-alert-acts.ts';

export const sharers = ['soc-analyst', 'cert-handler', 'ciso'];
export const deciders = ['soc-analyst', 'ciso', 'security-officer'];

interface AlertButtonsProps {
	readonly alert: AlertDetail;
	readonly acts: AlertActs;
	onPurpose(purpose: Purpose): void;
}

/** The verbs of the keyboard, for the mouse and for whoever does not know them yet. */
export function AlertButtons({ alert, acts, onPurpose }: AlertButtonsProps) {
	const { t } = useText();
	const session = useSession();
	const mine = alert.takenBy === session.personId;
	const handles = deciders.includes(session.role);
	return (
		<div className={css.row}>
			{handles && alert.state === 'new' && (
				<Button tone="main" small icon="hand" onClick={() => acts.take.mutate({ id: alert.id })}>
					{t('alerts.take')} <kbd>t</kbd>
				</Button>
			)}
			{handles && alert.state === 'taken' && mine && (
				<Button small onClick={() => acts.release.mutate(alert.id)}>
					{t('alerts.release')} <kbd>t</kbd>
				</Button>
			)}
			{handles && alert.state === 'taken' && !mine && (
				<Button small icon="hand" onClick={() => acts.take.mutate({ id: alert.id, over: true })}>
					{t('queue.takeOver')}
				</Button>
			)}
			{handles && alert.state !== 'decided' && (
				<Button small icon="check" onClick={() => onPurpose('decide')}>
					{t('alerts.decide')} <kbd>d</kbd>
				</Button>
			)}
			{handles && alert.state === 'decided' && (
				<Button small onClick={() => acts.reopen.mutate(alert.id)}>
					{t('alerts.reopen')}
				</Button>
			)}
			{sharers.includes(session.role) && (
				<ButtonLink small icon="share" to={shareAddress(alert)}>
					{t('alerts.share')} <kbd>s</kbd>
				</ButtonLink>
			)}
		</div>
	);
}
