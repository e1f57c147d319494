import { useAddress } from '../../parts/address.ts';
import { Button } from '../../parts/Button.tsx';
import { formatNumber } from '../../parts/format.ts';
import { useText } from '../../text/text.tsx';
import css from './AlertList.module.css';
import type { AlertPage } from './types.ts';

interface QueueCountsProps {
	readonly counts: AlertPage['counts'] | undefined;
	onHelp(): void;
}

/** How much there is; each count is a filter too. */
export function QueueCounts({ counts, onHelp }: QueueCountsProps) {
	const { t, locale } = useText();
	const address = useAddress();
	const choices = [
		[counts?.new, t('alerts.countNew'), { show: 'new', weight: '' }],
		[counts?.taken, t('alerts.countTaken'), { show: 'taken', weight: '' }],
		[counts?.open.critical, t('alerts.countCritical'), { show: '', weight: 'critical' }],
		[counts?.open.high, t('alerts.countHigh'), { show: '', weight: 'high' }],
		[counts?.decided, t('queue.countDecided'), { show: 'decided', weight: '' }],
	] as const;
	return (
		<div className={css.counts}>
			{choices.map(([figure, label, filter]) => {
				const on = address.get('show') === filter.show && address.get('weight') === filter.weight;
				return (
					<button
						key={label}
						type="button"
						className={css.count}
						aria-pressed={on}
						onClick={() => address.set(on ? { show: '', weight: '' } : filter)}
					>
						<strong>{figure === undefined ? '…' : formatNumber(figure, locale)}</strong> {label}
					</button>
				);
			})}
			<span className={css.help}>
				<Button small tone="quiet" onClick={onHelp}>
					{t('queue.help')} <kbd>?</kbd>
				</Button>
			</span>
		</div>
	);
}
