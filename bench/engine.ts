import { parseArgs } from 'node:util';
import { commands } from '#engine';

/**
 * Runs `engine bench` with the arguments given: `node bench/engine.ts --rules DIR --events FILE [--category process_creation]`.
 * Both sides of each ratio are measured in this one run.
 */
const { values } = parseArgs({
	options: { rules: { type: 'string' }, events: { type: 'string' }, rounds: { type: 'string' }, category: { type: 'string' } },
});
const command = commands.find(({ name }) => name.join(' ') === 'engine bench');
const args = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
process.exitCode = (await command?.run(args, process)) ?? 2;
