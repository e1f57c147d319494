import type { Output } from '#kernel/contract';
import type * as monitoring from '#monitoring/contract';
import type { Tone } from '../../parts/State.tsx';

export type AlertPage = Output<typeof monitoring.listAlerts>;
export type AlertRow = AlertPage['items'][number];
export type AlertDetail = Output<typeof monitoring.readAlert>;
export type Bundles = Output<typeof monitoring.listBundles>;
export type WatchBoard = Output<typeof monitoring.readWatchBoard>;
export type WatchRow = WatchBoard['items'][number];
export type SensorPage = Output<typeof monitoring.listSensors>;
export type SensorRow = SensorPage['items'][number];
export type NewSensor = Output<typeof monitoring.createSensor>;
export type DeadLetters = Output<typeof monitoring.listDeadLetters>;
export type Rules = Output<typeof monitoring.listRules>;
export type Bundle = Bundles['items'][number];
export type BundlePlaces = Output<typeof monitoring.listBundlePlaces>;
export type BundlePlace = BundlePlaces['items'][number];
export type RuleRow = Rules['items'][number];
export type RuleDetail = Output<typeof monitoring.readRule>;
export type WatchHistory = Output<typeof monitoring.readWatchHistory>;
export type Severity = AlertRow['severity'];

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'informational'];
export const severityTone: Record<Severity, Tone> = {
	critical: 'bad',
	high: 'bad',
	medium: 'warn',
	low: 'info',
	informational: 'idle',
};
/** Critical is told from high by its sign as well as by its word. */
export const severitySign = { critical: 'bang', high: 'up', medium: 'half', low: 'down', informational: 'dash' } as const;
export const alertTone: Record<AlertRow['state'], Tone> = { new: 'warn', taken: 'info', decided: 'good' };
export const proofTone: Record<WatchRow['sensors']['state'], Tone> = { proven: 'good', failed: 'bad', unknown: 'idle' };
export const proofSign = { proven: 'check', failed: 'cross', unknown: 'question' } as const;
export const proofs = ['sensors', 'desk', 'contact', 'synthetic'] as const;
export const watchedSign = { yes: 'check', no: 'cross', unknown: 'question' } as const;
export const watchedTone: Record<WatchRow['watched'], Tone> = { yes: 'good', no: 'bad', unknown: 'idle' };

/** People think of a rhythm in minutes, the server in seconds. */
export const minutesOf = (seconds: number) => Math.round(seconds / 6) / 10;
export const secondsOf = (minutes: string) => Math.max(10, Math.round(Number(minutes) * 60));
