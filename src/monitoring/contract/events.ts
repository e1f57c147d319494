import { observableKinds } from '#kernel';
import { z } from 'zod';
import { endpoint, moment, nothing, uuid } from '#kernel/contract';

const observable = z.object({ kind: z.string(), value: z.string() });
const list = z
	.string()
	.max(40_000)
	.transform((text) => text.split(',').map((part) => part.trim()))
	.pipe(z.array(uuid).min(1).max(1000) as unknown as z.ZodType<string[], string[]>);

/** Whose events, when, and which. Without `from` and `to` the last 24 hours; at most 400 days. */
const asked = z.object({
	/** `field:value`, `field:val*`, `field:[1 TO 9]`, words, "phrases", AND OR NOT and parentheses; empty: everything. */
	q: z.string().max(2000).default(''),
	from: moment.optional(),
	/** Not included. */
	to: moment.optional(),
	/** One institution or several with commas; absent: all whose telemetry you may read. */
	institution: list.optional(),
	/** A uuid of your choice, to stop the search with. */
	search: uuid.optional(),
});

export const eventRow = z.object({
	/** Names the event for good: `/v1/events/{id}`. */
	id: z.string(),
	institution: uuid,
	sensor: uuid,
	time: moment,
	format: z.string(),
	source: z.string(),
	/** The line as it came in; its first 4,000 characters in a list. */
	raw: z.string(),
	/** Characters of the whole line. */
	length: z.int(),
});
const span = { from: moment, to: moment };

export const searchEvents = endpoint({
	summary: 'Search events, newest first, each once; a fault in the search is told with its column and what would be right',
	query: asked.extend({
		cursor: z.string().max(200).optional(),
		limit: z.coerce.number().int().min(1).max(500).default(100),
	}),
	response: z.object({ ...span, items: z.array(eventRow), next: z.string().optional() }),
});

export const readHistogram = endpoint({
	summary: 'Events over time: the number in each step that has any; the step fits the span when none is given',
	query: asked.extend({ step: z.coerce.number().int().min(1).max(31_536_000).optional() }),
	response: z.object({
		...span,
		/** Seconds. */
		step: z.int(),
		total: z.int(),
		bars: z.array(z.object({ from: moment, count: z.int() })),
	}),
});

const facetName = z.enum([...observableKinds, 'format', 'source', 'sensor', 'institution']);
export const readFacets = endpoint({
	summary: 'The most frequent values of a field among the events of a search',
	query: asked.extend({ field: facetName, limit: z.coerce.number().int().min(1).max(200).default(20) }),
	response: z.object({
		...span,
		field: facetName,
		/** Different values in all. */
		distinct: z.int(),
		items: z.array(z.object({ value: z.string(), count: z.int() })),
	}),
});

/** Institutions you cannot look into: at least so many, in wide steps from 5 up; null: fewer. One more seldom shows. */
export const others = z.object({ atLeast: z.int().nullable(), ...span });
export const pivotObservable = endpoint({
	summary:
		'Where one observable was seen by those you may read, and by how many other institutions in the last 30 whole days: at least so many from 5 up, never who',
	query: asked.omit({ q: true }).extend({ kind: z.string().max(20), value: z.string().min(1).max(2048) }),
	response: z.object({
		...span,
		observable,
		sightings: z.array(z.object({ institution: uuid, firstSeen: moment, lastSeen: moment, count: z.int() })),
		others,
	}),
});

const params = z.object({
	id: z.string().regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\.-?\d{1,14}\.\d{1,20}\.\d{1,10}$/),
});
export const readEvent = endpoint({
	summary: 'One event with its whole line, its fields as rules see them and what can be looked for in it',
	params,
	response: eventRow.extend({ observables: z.array(observable), fields: z.record(z.string(), z.unknown()) }),
});
export const readContext = endpoint({
	summary: 'What the same machine, person or address did around an event: 10 minutes before and after, nearest 100 each way',
	params,
	response: z.object({ ...span, about: observable.nullable(), before: z.array(eventRow), after: z.array(eventRow) }),
});

export const exportEvents = endpoint({
	summary: 'Events of a search as a file, oldest first: NDJSON or CSV, at most 200,000; refused beforehand when there are more',
	query: asked.extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') }),
	response: z.unknown(),
});

export const listSearches = endpoint({
	summary: 'Searches of your organisation that run now',
	response: z.object({
		items: z.array(z.object({ id: uuid, kind: z.string(), query: z.string(), person: uuid.nullable(), startedAt: moment })),
	}),
});
export const stopSearch = endpoint({
	summary: 'Stop a search that runs, in the store too',
	params: z.object({ id: uuid }),
	response: nothing,
	status: 204,
});
