import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';

export type FrameworkHeads = Output<typeof norms.listFrameworks>;
export type FrameworkHead = FrameworkHeads['items'][number];
export type Framework = Output<typeof norms.readFrameworkDetail>;
export type Control = Framework['controls'][number];
export type Crosswalks = Output<typeof norms.listCrosswalks>;
export type ImportedFramework = Output<typeof norms.importFrameworkFile>;
export const statusTone = { official: 'good', reconstruction: 'warn', imported: 'info' } as const;
