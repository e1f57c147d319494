import { z } from 'zod';
import { endpoint, indicatorKind, institutionKind, moment, pageOf, pageQuery, uuid } from '#kernel/contract';
import { handlingChange, handlingRow, lineRow } from './shapes.ts';

/** Counts are told anew when six institutions or more say something else: sooner, they would tell what one of them said. */
const othersAt = moment.nullable().describe('When the counts of the others were told; null when nothing may be told');

export const handlingGrid = endpoint({
	summary: 'Handling of an advisory: the institutions you may see by name, and anonymous counts of the others',
	params: z.object({ id: uuid }),
	query: z.object({ institution: uuid.optional() }),
	response: z.object({
		lines: z.array(lineRow),
		institutions: z.array(
			z.object({ id: uuid, name: z.string(), kind: institutionKind, cells: z.array(handlingRow.omit({ institutionId: true })) }),
		),
		/** Per line; a line is absent when its counts would give somebody away. */
		others: z.array(
			z.object({
				lineId: uuid,
				contributors: z.number(),
				received: z.number(),
				notApplicable: z.number(),
				planned: z.number(),
				done: z.number(),
				verified: z.number(),
			}),
		),
		othersAt,
	}),
});

/** `version`: what the asker saw; when given and outdated the change is refused. */
export const changeHandling = endpoint({
	summary: 'Move the handling of one mitigation line',
	params: z.object({ id: uuid }),
	body: z.object({ change: handlingChange, version: z.int().min(1).optional() }),
	response: handlingRow,
});

export const changeManyHandling = endpoint({
	summary: 'Move many handling rows the same way, all or none',
	body: z.object({ ids: z.array(uuid).min(1).max(2000), change: handlingChange }),
	response: z.object({ items: z.array(handlingRow) }),
});

const answer = z.enum(['seen', 'checked-not-seen', 'could-not-check']);

/** One institution's answer on one indicator. */
const sighting = z.object({
	indicatorId: uuid,
	/** Of the indicator. */
	value: z.string(),
	institutionId: uuid,
	institutionName: z.string(),
	answer,
	firstSeen: moment.nullable(),
	lastSeen: moment.nullable(),
	count: z.number(),
	/** Where the first event is kept; only for the institution itself. */
	pointer: z.record(z.string(), z.unknown()).nullable(),
	reason: z.string().nullable(),
	answeredAt: moment,
});

export const advisorySightings = endpoint({
	summary: 'Who saw the indicators of an advisory: by name where disclosed, those that saw something first; as counts otherwise',
	params: z.object({ id: uuid }),
	query: pageQuery.extend({
		institution: uuid.optional(),
		indicator: uuid.optional(),
		answer: answer.optional(),
		/** Words of the institution's name and the indicator, each of which must stand there. */
		search: z.string().trim().max(200).optional(),
	}),
	response: pageOf(sighting).extend({
		/** Answers by name, whatever the filter on answer. */
		counts: z.record(answer, z.int()),
		/** Institutions by name on the whole advisory, whatever the filter: those that could search, those that saw something. */
		named: z.object({ searched: z.int(), seen: z.int() }),
		/** Per indicator; `seen` is null when almost everybody saw it, for that would name them all. */
		others: z.array(
			z.object({
				indicatorId: uuid,
				kind: indicatorKind,
				value: z.string(),
				contributors: z.number(),
				seen: z.number().nullable(),
			}),
		),
		othersAt,
	}),
});
