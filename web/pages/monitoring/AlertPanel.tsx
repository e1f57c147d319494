import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useMedia } from '../../parts/media.ts';
import { Drawer } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertList.module.css';
import { AlertView, type Purpose } from './AlertView.tsx';
import type { AlertDetail } from './types.ts';
import type { AlertActs } from './use-alert-acts.ts';

interface AlertPanelProps {
	readonly id: string;
	readonly purpose: Purpose;
	readonly acts: AlertActs;
	onPurpose(purpose: Purpose): void;
	onClose(): void;
	onDecided(): void;
}

/** One alert beside the queue, so that both are worked at once; above it where there is no room beside. */
export function AlertPanel({ id, purpose, acts, onPurpose, onClose, onDecided }: AlertPanelProps) {
	const { t } = useText();
	const beside = useMedia('(min-width: 1200px)');
	const query = useQuery({ queryKey: ['alerts', 'one', id], queryFn: () => api.get<AlertDetail>(`/v1/alerts/${id}`) });
	const view = (
		<Loaded query={query}>
			{(alert) => (
				<AlertView key={alert.id} alert={alert} purpose={purpose} acts={acts} onPurpose={onPurpose} onDecided={onDecided} />
			)}
		</Loaded>
	);
	if (!beside) {
		return (
			<Drawer title={t('alerts.one')} open onClose={onClose}>
				{view}
			</Drawer>
		);
	}
	return (
		<section className={css.panel} aria-label={t('alerts.one')}>
			<div className={css.panelHead}>
				<span>{t('alerts.one')}</span>
				<Button tone="quiet" small icon="cross" onClick={onClose}>
					{t('common.close')}
				</Button>
			</div>
			{view}
		</section>
	);
}
