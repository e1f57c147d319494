import type * as assessments from '#assessments/contract';
import type { Output } from '#kernel/contract';
import type { Tone } from '../State.tsx';

export type Targets = Output<typeof assessments.listTargets>;
export type Target = Targets['items'][number];

export const targetTone: Record<Target['state'], Tone> = {
	proposed: 'info',
	'half-signed': 'warn',
	'in-force': 'good',
	superseded: 'idle',
	withdrawn: 'idle',
};

/** What an agreement asks, nothing left open. */
export interface Terms {
	readonly level: number;
	readonly floor: number | null;
	readonly clusters: readonly { readonly cluster: string; readonly level: number }[];
	readonly keyControls: readonly string[];
}

export function termsIn({ level, floor = null, clusters = [], keyControls = [] }: Target): Terms {
	return { level, floor, clusters, keyControls };
}
