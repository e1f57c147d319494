import type { Finding } from '#kernel';
import type { Processed } from '../ingest/process.ts';
import type { Slice } from '../ingest/slice.ts';
import type { Change } from './judge.ts';
import type { CostReport } from './tell-costs.ts';

/** What the server asks of a detection thread. Messages are taken in their order. */
export type Order =
	| { readonly verb: 'change'; readonly change: Change }
	| { readonly verb: 'pardon'; readonly rule: string }
	| {
			readonly verb: 'judge';
			readonly id: number;
			readonly slice: Slice;
			/** Places of lines that held up a thread twice. */
			readonly over: ReadonlySet<number>;
	  };

export type Answer =
	/** With where the kernel tells what the thread has used. */
	| { readonly verb: 'ready'; readonly task: string | undefined }
	| { readonly verb: 'left-out'; readonly faults: readonly Finding[] }
	| { readonly verb: 'costs'; readonly report: CostReport }
	| { readonly verb: 'judged'; readonly id: number; readonly processed: Processed }
	| { readonly verb: 'failed'; readonly id: number; readonly fault: string };

/** What a thread is at, in memory that both see: the slice by its id, 0 for none, and the place in it. */
export const at = { slice: 0, place: 1 } as const;
