import { z } from 'zod';
import { endpoint, moment, news, pageOf, pageQuery, uuid } from '#kernel/contract';

export const severities = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export const alertState = z.enum(['new', 'taken', 'decided']);
export const alertDecision = z.enum(['true-positive', 'false-positive', 'benign']);
const severity = z.enum(severities);
const reason = z.string().trim().min(3).max(2000);
/** One value or several with commas between them. */
const list = <T extends z.ZodType>(item: T) =>
	z
		.string()
		.max(2000)
		.transform((text) => text.split(',').map((part) => part.trim()))
		.pipe(z.array(item).min(1).max(20) as unknown as z.ZodType<z.output<T>[], string[]>);

const observable = z.object({ kind: z.string(), value: z.string() });

export const alertRow = z.object({
	id: uuid,
	institution: uuid,
	sensor: uuid.nullable(),
	/** `rule:<id>` or `indicator:<id>`; the key of the bundle. */
	cause: z.string(),
	titleNl: z.string(),
	titleEn: z.string(),
	author: z.string(),
	severity,
	eventTime: moment,
	lastTime: moment,
	count: z.int(),
	host: z.string(),
	observables: z.array(observable),
	/** Found by searching back, not as it came in. */
	lookedBack: z.boolean(),
	state: alertState,
	takenBy: uuid.nullable(),
	takenAt: moment.nullable(),
	decision: alertDecision.nullable(),
	decidedBy: uuid.nullable(),
	decidedAt: moment.nullable(),
	createdAt: moment,
});

export const alertFilters = z.object({
	state: list(alertState).optional(),
	severity: list(severity).optional(),
	institution: list(uuid).optional(),
	rule: z.string().max(200).optional(),
	bundle: z.string().max(300).optional(),
	/**
	 * A part of the title, host, cause or what was seen; among the newest 1,000 alerts that hold it. One without three letters or
	 * digits in a row is sought among the newest 20,000 alerts.
	 */
	search: z.string().max(200).optional(),
	mine: z.enum(['true', 'false']).optional(),
});

const counts = z.object({
	new: z.int(),
	taken: z.int(),
	/** In the last seven days. */
	decided: z.int(),
	/** Of those not decided. */
	open: z.object({ informational: z.int(), low: z.int(), medium: z.int(), high: z.int(), critical: z.int() }),
});

export const listAlerts = endpoint({
	summary: 'Alerts, newest first; the counts are of everything you may see, whatever the filter on state and severity',
	query: pageQuery.extend(alertFilters.shape),
	response: pageOf(alertRow).extend({ counts }),
});

const note = z.object({ id: uuid, author: uuid.nullable(), organisation: uuid, text: z.string(), at: moment });
export const alertDetail = alertRow.extend({
	/** Begin of the line as it came in. */
	excerpt: z.string(),
	/** Where the whole event stands in telemetry; the batch is a UInt64 in digits. */
	pointer: z.object({ institution: uuid, time: moment, batch: z.string(), line: z.int() }),
	reason: z.string().nullable(),
	/** Indicators in the event on what everybody uses: they raise nothing, and may tell who judges something. */
	context: z.array(z.object({ indicator: uuid, kind: z.string(), value: z.string() })),
	notes: z.array(note),
	/** Other alerts of the same cause that you may see. */
	bundleSize: z.int(),
});

const params = z.object({ id: uuid });
export const readAlert = endpoint({ summary: 'One alert with its event and notes', params, response: alertDetail });
export const takeAlert = endpoint({
	summary: 'Take an alert; takeOver takes it from a colleague',
	params,
	body: z.object({ takeOver: z.boolean().default(false) }).optional(),
	response: alertRow,
});
export const releaseAlert = endpoint({ summary: 'Give a taken alert back to the queue', params, response: alertRow });
export const reopenAlert = endpoint({ summary: 'Undo a decision; the alert becomes yours', params, response: alertRow });
export const noteAlert = endpoint({
	summary: 'Add a note',
	params,
	body: z.object({ text: z.string().trim().min(1).max(4000) }),
	response: note,
	status: 201,
});
export const decideAlert = endpoint({
	summary: 'Decide an alert, with the reason',
	params,
	body: z.object({ decision: alertDecision, reason }),
	response: alertRow,
});
export const takeBundle = endpoint({
	summary: 'Take all alerts of one cause that nobody has taken yet',
	body: z.object({ bundle: z.string().min(6).max(300) }),
	response: z.object({ taken: z.int(), held: z.int() }),
});
export const decideBundle = endpoint({
	summary: 'Decide all open alerts of one cause that no colleague holds',
	body: z.object({
		bundle: z.string().min(6).max(300),
		decision: alertDecision,
		reason,
		institutions: z.array(uuid).max(500).optional(),
	}),
	response: z.object({ decided: z.int(), held: z.int() }),
});

export const bundleRow = z.object({
	bundle: z.string(),
	titleNl: z.string(),
	titleEn: z.string(),
	severity,
	alerts: z.int(),
	open: z.int(),
	/** Of the open ones, those in your hands. */
	mine: z.int(),
	hits: z.int(),
	/** How many; `GET /v1/alerts/bundles/{bundle}/institutions` tells which. */
	institutions: z.int(),
	firstTime: moment,
	lastTime: moment,
});
const bundleQuery = pageQuery.extend({ open: z.enum(['true', 'false']).default('true') });
export const listBundles = endpoint({
	summary:
		'Alerts of the same cause taken together, across the institutions you may see: open ones of the last 30 days, and those decided in the last 7 days with open=false',
	/** The cursor holds the cause, which may be longer than other cursors. */
	query: bundleQuery.extend({ cursor: z.string().max(400).optional() }),
	response: pageOf(bundleRow),
});

export const listBundlePlaces = endpoint({
	summary: 'Institutions you may see with alerts of one cause, those with the most open ones first',
	params: z.object({ bundle: z.string().min(6).max(300) }),
	query: bundleQuery,
	response: pageOf(
		bundleRow
			.pick({ alerts: true, open: true, mine: true, hits: true, firstTime: true, lastTime: true })
			.extend({ institution: uuid, name: z.string() }),
	),
});

/** One piece of news a batch or a look-back; the ids are of alerts of this institution. */
export const alertRaised = news(
	'monitoring.alert-raised',
	z.object({
		institution: uuid,
		alerts: z.array(
			z.object({ id: uuid, cause: z.string(), severity, titleNl: z.string(), titleEn: z.string(), eventTime: moment }),
		),
	}),
);
/** For incidents to make a case of and for lessons. */
export const alertDecided = news(
	'monitoring.alert-decided',
	z.object({
		cause: z.string(),
		decision: alertDecision,
		reason: z.string(),
		alerts: z.array(z.object({ id: uuid, institution: uuid })),
	}),
);
