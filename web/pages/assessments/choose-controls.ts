import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { rowHolds } from '../../parts/table/columns.ts';
import { type Drafts, isAnswered } from './drafts.ts';

export const shows = ['all', 'open', 'low', 'off', 'unproven'] as const;
export type Show = (typeof shows)[number];

interface Wish {
	readonly question: string;
	readonly show: Show;
	/** Below it a level counts as low. */
	readonly target: number;
	/** Controls that have evidence. */
	readonly proven: ReadonlySet<string | null>;
}

type Control = Output<typeof norms.readFrameworkDetail>['controls'][number];

/** The controls that take part and answer to the wish. */
export function chooseControls(controls: readonly Control[], drafts: Drafts, wish: Wish): Control[] {
	return controls.filter((control) => {
		const draft = drafts.get(control.id);
		// A control that stands off by default takes part once somebody answered it.
		if (!control.activeByDefault && draft?.now == null) return false;
		if (wish.question !== '' && !rowHolds([control.id, control.title.nl, control.title.en], wish.question)) return false;
		if (wish.show === 'open') return !isAnswered(draft);
		if (wish.show === 'low') return draft?.now != null && draft.now < wish.target;
		if (wish.show === 'off') return draft?.notApplicable === true;
		return wish.show === 'all' || !wish.proven.has(control.id);
	});
}
