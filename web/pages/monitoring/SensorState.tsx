import { StateBadge, type Tone } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import type { SensorRow } from './types.ts';

export type SensorStateName = 'retired' | 'never' | 'silent' | 'reporting';
const tones: Record<SensorStateName, Tone> = { retired: 'idle', never: 'idle', silent: 'bad', reporting: 'good' };

export function stateOf({ retiredAt, lastReportAt, silent }: SensorRow): SensorStateName {
	if (retiredAt !== null) return 'retired';
	if (lastReportAt === null) return 'never';
	return silent ? 'silent' : 'reporting';
}

export function SensorState({ sensor }: { readonly sensor: SensorRow }) {
	const { t } = useText();
	const state = stateOf(sensor);
	return <StateBadge tone={tones[state]}>{t(`sensors.${state}`)}</StateBadge>;
}
