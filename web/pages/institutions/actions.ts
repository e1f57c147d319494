import { useQueryClient } from '@tanstack/react-query';
import type * as improvement from '#improvement/contract';
import type { Output } from '#kernel/contract';
import { formatNumber } from '../../parts/format.ts';
import type { Tone } from '../../parts/State.tsx';

export type Actions = Output<typeof improvement.listActions>;
export type Action = Actions['items'][number];
export type Verb = 'start' | 'finish' | 'verify' | 'reject' | 'drop' | 'reopen';

/** Rooms that give causes; `improvement` is a decision of our own. */
export const causes = ['assessments', 'sharing', 'monitoring', 'improvement'] as const;

export const actionTone: Record<Action['state'], Tone> = {
	open: 'warn',
	'in-progress': 'info',
	done: 'info',
	verified: 'good',
	dropped: 'idle',
};

/** Steps that are possible now; the server holds the same graph (docs/state-machines/improvement-action.md). */
export const stepsFrom: Record<Action['state'], readonly Verb[]> = {
	open: ['start', 'finish', 'drop'],
	'in-progress': ['finish', 'drop'],
	done: ['verify', 'reject'],
	verified: [],
	dropped: ['reopen'],
};

/** `€ 12.000 + € 4.000 per jaar`; null when nothing was estimated. */
export function costOf({ costOnce, costYearly }: Action, locale: 'nl' | 'en', perYear: string): string | null {
	const parts = [
		...(costOnce === null || costOnce === undefined ? [] : [`€ ${formatNumber(costOnce, locale)}`]),
		...(costYearly === null || costYearly === undefined ? [] : [`€ ${formatNumber(costYearly, locale)} ${perYear}`]),
	];
	return parts.length === 0 ? null : parts.join(' + ');
}

/** After an action moved, so may the forecast of a promise and what the board sees. */
export function useActionsChanged(): () => void {
	const client = useQueryClient();
	return () => {
		for (const key of ['actions', 'milestones', 'calendar', 'board']) void client.invalidateQueries({ queryKey: [key] });
	};
}
