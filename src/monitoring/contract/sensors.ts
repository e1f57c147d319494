import { z } from 'zod';
import { endpoint, moment, pageOf, pageQuery, uuid } from '#kernel/contract';
import { severities } from './alerts.ts';

export const sensorKinds = ['network', 'endpoint', 'server', 'cloud', 'mail', 'identity', 'mixed'] as const;

const sensorGiven = z.object({
	name: z.string().trim().min(1).max(200),
	kind: z.enum(sensorKinds),
	/** Longest silence in seconds that is normal. */
	rhythmSeconds: z.int().min(10).max(604_800).default(300),
	scope: z.string().max(1000).default(''),
});
export const sensorRow = z.object({
	id: uuid,
	institution: uuid,
	name: z.string(),
	kind: z.enum([...sensorKinds, 'synthetic']),
	rhythmSeconds: z.int(),
	scope: z.string(),
	lastReportAt: moment.nullable(),
	eventsToday: z.int(),
	/** Silent: twice the rhythm without a report. */
	silent: z.boolean(),
	deadLetters: z.int(),
	deadLettersEvicted: z.int(),
	/** SHA-256 of the client certificate with which it sends syslog over TLS, in hexadecimal. */
	certificate: z.string().nullable(),
	createdAt: moment,
	retiredAt: moment.nullable(),
});
const params = z.object({ id: uuid });
/** Shown once; only its hash is kept. */
const secret = z.object({ token: z.string(), tokenId: uuid, expiresAt: moment.nullable() });

export const listSensors = endpoint({
	summary: 'Sensors you may see',
	query: pageQuery.extend({ institution: uuid.optional(), retired: z.enum(['true', 'false']).default('false') }),
	response: pageOf(sensorRow),
});
export const createSensor = endpoint({
	summary: 'Connect a sensor; the answer holds its token, once',
	body: sensorGiven,
	response: sensorRow.extend({ secret }),
	status: 201,
});
export const changeSensor = endpoint({
	summary: 'Change a sensor or retire it',
	params,
	body: z.object({
		name: sensorGiven.shape.name.optional(),
		rhythmSeconds: z.int().min(10).max(604_800).optional(),
		scope: z.string().max(1000).optional(),
		retired: z.boolean().optional(),
		/** Client certificate with which the sensor sends syslog over TLS, PEM; null forgets it. */
		certificate: z.string().max(20_000).nullable().optional(),
	}),
	response: sensorRow,
});
export const renewToken = endpoint({
	summary: 'A new token beside the present one, so that the sensor can change over without a gap',
	params,
	response: secret,
	status: 201,
});
export const listDeadLetters = endpoint({
	summary: 'Lines of a sensor that could not be used, newest first',
	params,
	query: pageQuery,
	response: pageOf(
		z.object({ id: z.int(), batch: z.string(), line: z.int(), reason: z.string(), excerpt: z.string(), at: moment }),
	).extend({ reasons: z.array(z.object({ reason: z.string(), count: z.int() })), evicted: z.int() }),
});

const rule = z.object({
	id: z.string(),
	kind: z.enum(['detection', 'correlation']),
	/** Part of a correlation: raises nothing by itself. */
	silent: z.boolean(),
	title: z.string(),
	/** The English title where nobody has written a Dutch one. */
	titleNl: z.string(),
	severity: z.enum(severities),
	status: z.string(),
	author: z.string(),
	description: z.string(),
	descriptionNl: z.string(),
	tags: z.array(z.string()),
	references: z.array(z.string()),
	falsePositives: z.array(z.string()),
	where: z.string(),
	/** Off only for the asker's own institution. */
	enabled: z.boolean(),
	reason: z.string().nullable(),
	alerts30Days: z.int(),
	/** What a correlation left out at the asker's own institution to stay within its bounds: groups, entries, events too late. */
	givenUp: z.int(),
	/** What it costs on this server since its start; a rule over its budget is set aside and no longer tried. */
	cost: z.object({ tries: z.int(), microsecondsPerTry: z.number(), asideSince: moment.nullable() }),
});
const faults = z.array(z.object({ code: z.string(), where: z.string(), detail: z.string() }));
export const listRules = endpoint({
	summary: 'Rules that are in force, with their authors, and the faults of those that could not be read',
	response: z.object({ items: z.array(rule), faults }),
});
export const readRule = endpoint({
	summary: 'One rule with its text as the author wrote it; the parts of a correlation stand in the same text',
	params: z.object({ id: z.string().min(1).max(200) }),
	response: rule.extend({ text: z.string() }),
});
export const switchRule = endpoint({
	summary: 'Switch a rule off or on for your own institution, with the reason',
	params: z.object({ id: z.string().min(1).max(200) }),
	body: z.object({ enabled: z.boolean(), reason: z.string().trim().min(3).max(1000) }),
	response: z.object({ id: z.string(), enabled: z.boolean() }),
});
