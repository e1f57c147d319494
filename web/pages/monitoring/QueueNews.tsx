import { Button } from '../../parts/Button.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertList.module.css';
import type { AlertRow } from './types.ts';

interface QueueNewsProps {
	readonly fresh: readonly AlertRow[];
	readonly gone: number;
	onLetIn(): void;
}

/** What came in while somebody reads. It has its own line, so that nothing moves when it comes. */
export function QueueNews({ fresh, gone, onLetIn }: QueueNewsProps) {
	const { t } = useText();
	const heavy = fresh.filter(({ severity }) => severity === 'critical' || severity === 'high').length;
	return (
		<div className={css.news}>
			<span role="status">
				{fresh.length > 0 && t('queue.fresh', { count: fresh.length, heavy })}
				{fresh.length > 0 && gone > 0 && ' '}
				{gone > 0 && t('queue.gone', { count: gone })}
				{fresh.length === 0 && gone === 0 && t('queue.upToDate')}
			</span>
			{(fresh.length > 0 || gone > 0) && (
				<Button small tone="main" onClick={onLetIn}>
					{t('queue.letIn')} <kbd>.</kbd>
				</Button>
			)}
		</div>
	);
}
