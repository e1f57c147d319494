import { institutionScores } from '#assessments/contract';
import { watchRow } from '#monitoring/contract';
import { z } from 'zod';
import { day, endpoint, institutionKind, moment, uuid } from '#kernel/contract';

export const withheldReason = z.enum(['too-few', 'too-alike', 'complementary', 'too-close-to-another']);

/** One group of a declared breakdown: `all`, `kind:mbo`, `province:UT`. Withheld cells hold a reason and nothing else. */
export const releasedCell = z.object({
	cell: z.string(),
	withheld: withheldReason.nullable(),
	contributors: z.int().nullable(),
	mean: z.number().nullable(),
	median: z.number().nullable(),
	quartileLow: z.number().nullable(),
	quartileHigh: z.number().nullable(),
});

export const releasedFigure = z.object({
	/** `overall`, `cluster:<id>`, `meets-target` (share of 0 to 1) or `milestone:<kind>` (share of 0 to 1). */
	figure: z.string(),
	/** Framework id and version; another framework is another line, never the same one. */
	framework: z.string(),
	/** Year and half, for example `2026-2`. */
	period: z.string(),
	madeAt: moment,
	cells: z.array(releasedCell),
});
export type ReleasedFigure = z.output<typeof releasedFigure>;

export const readSectorPicture = endpoint({
	summary: 'The sector picture: anonymous figures as they were released, and your own beside them',
	response: z.object({
		floor: z.object({ others: z.int(), median: z.int(), quartiles: z.int(), dominantShare: z.number() }),
		figures: z.array(releasedFigure),
		clusters: z.array(z.object({ id: z.string(), title: z.object({ nl: z.string(), en: z.string() }) })),
		own: z
			.object({
				framework: z.string(),
				overall: z.number().nullable(),
				clusters: z.array(z.object({ cluster: z.string(), mean: z.number().nullable() })),
			})
			.nullable(),
	}),
});

const milestoneDates = z.object({
	kind: z.enum(['target-reached', 'soc-connected', 'external-audit']),
	planned: day.nullable(),
	forecast: day.nullable(),
	actual: day.nullable(),
});

export const readCalendar = endpoint({
	summary: 'The calendar of the three promises: institutions that disclose theirs to you, and anonymous shares of all',
	query: z.object({ kind: institutionKind.optional(), province: z.string().length(2).optional() }),
	response: z.object({
		today: day,
		items: z.array(
			z.object({
				institution: z.object({ id: uuid, name: z.string(), kind: institutionKind, province: z.string().nullable() }),
				milestones: z.array(milestoneDates),
			}),
		),
		/** Institutions in the selection that do not show you their dates; that they exist is known to all. */
		hidden: z.array(z.object({ id: uuid, name: z.string(), kind: institutionKind, province: z.string().nullable() })),
		/** How many they are. */
		notShown: z.int(),
		figures: z.array(releasedFigure),
	}),
});

export const readBoardPage = endpoint({
	summary: 'One page for the board: where we stand, whether we are watched and audited, and what must be decided',
	params: z.object({ id: uuid }),
	response: z.object({
		institution: z.object({ id: uuid, name: z.string(), kind: institutionKind }),
		asOf: moment,
		scores: institutionScores.nullable().describe('Null when its scores are not disclosed to you'),
		sector: z.object({ overall: releasedCell, period: z.string() }).nullable(),
		milestones: z.array(milestoneDates),
		watched: watchRow.nullable().describe('Null when its watch is not disclosed to you'),
		actions: z.object({
			...{ open: z.int(), overdue: z.int(), done: z.int() },
			costOnce: z.number().describe('Whole euros of the open actions that carry an estimate, once'),
			costYearly: z.number().describe('The same, each year after'),
			estimated: z.int().describe('Open actions that carry an estimate'),
		}),
		decisions: z.array(
			z.object({
				kind: z.enum(['sign-target', 'overdue-action', 'late-milestone']),
				subject: z.string(),
				title: z.string(),
				due: day.nullable(),
			}),
		),
	}),
});
