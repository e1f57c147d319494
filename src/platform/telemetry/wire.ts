import type { Parameters } from './telemetry.ts';

/** What the server asks of the embedded engine's child process, over Node's advanced serialization. */
export type Work =
	| {
			readonly verb: 'write';
			readonly id: number;
			readonly table: string;
			readonly columns: readonly string[];
			/** In one folder; each holds blocks of the Native form, one behind the other. */
			readonly files: readonly string[];
	  }
	| { readonly verb: 'query'; readonly id: number; readonly sql: string; readonly parameters: Parameters };
export type Order = Work | { readonly verb: 'close' } | { readonly verb: 'cancel'; readonly id: number };

/** Id 0 tells about the child itself: it is open, or why it is not. */
export type Answer =
	| { readonly id: number; readonly text: string }
	| { readonly id: number; readonly fault: string; readonly code: number };
