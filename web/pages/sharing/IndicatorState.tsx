import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import type { IndicatorRow } from './types.ts';

export function stateOf({ withdrawnAt, validUntil }: IndicatorRow, now: number): 'withdrawn' | 'expired' | 'active' {
	if (withdrawnAt !== null) return 'withdrawn';
	return validUntil !== null && Date.parse(validUntil) <= now ? 'expired' : 'active';
}

export function IndicatorState({ row }: { readonly row: IndicatorRow }) {
	const { t } = useText();
	const state = stateOf(row, Date.now());
	return (
		<StateBadge tone={state === 'active' ? 'good' : 'idle'} sign={state === 'expired' ? 'clock' : undefined}>
			{t(`indicators.${state}`)}
		</StateBadge>
	);
}
