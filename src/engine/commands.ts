import { benchCommand } from './commands/bench.ts';
import { checkCommand } from './commands/check.ts';
import type { EngineCommand } from './commands/command.ts';
import { correlateCommand } from './commands/correlate.ts';
import { matchCommand } from './commands/match.ts';

export type { EngineCommand, EngineIo } from './commands/command.ts';

/** What the command line offers of the engine; a new command is one file and one row. */
export const commands: readonly EngineCommand[] = [matchCommand, correlateCommand, checkCommand, benchCommand];
