import type { judge as nl } from '../nl/judge.ts';
import type { Same } from '../types.ts';

export const judge: Same<typeof nl> = {
	meets: 'meets the target',
	nearly: 'just under the target',
	under: 'under the target',
	untargeted: 'no target agreed',
};
