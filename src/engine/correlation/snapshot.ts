import type { Entry } from './window.ts';

export interface GroupSnapshot {
	readonly values: readonly string[];
	readonly entries: readonly Entry[];
	readonly holds: boolean;
	readonly firedAt: number | null;
}
/** State of a correlator, fit for JSON. */
export interface CorrelationSnapshot {
	readonly version: 1;
	readonly states: readonly {
		/** JSON of correlation id and institution. */
		readonly name: string;
		readonly groups: readonly GroupSnapshot[];
	}[];
}
