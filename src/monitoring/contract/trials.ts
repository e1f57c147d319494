import { z } from 'zod';
import { day, endpoint, moment, nothing, pageOf, pageQuery, uuid } from '#kernel/contract';

const trialRow = z.object({
	id: uuid,
	rule: z.string(),
	title: z.string(),
	days: z.int(),
	from: moment,
	to: moment,
	institutions: z.int(),
	state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
	/** Its row among the long work of your organisation: how far it is. */
	progress: uuid.nullable(),
	/** nothing: no hit; quiet: up to one alert a day at the institution that gets most; busy: up to ten; noisy: more. */
	verdict: z.enum(['nothing', 'quiet', 'busy', 'noisy']).nullable(),
	hits: z.int().nullable(),
	alertsPerDay: z.number().nullable(),
	createdAt: moment,
	finishedAt: moment.nullable(),
});

export const tryRule = endpoint({
	summary: 'Try a rule over stored events: what it would have hit, where and how noisy; runs as long work, never raises an alert',
	body: z
		.object({
			/** Sigma in YAML; one or more detections. */
			rule: z.string().min(1).max(200_000).optional(),
			/** Or a rule that is in force. */
			ruleId: z.string().min(1).max(200).optional(),
			days: z.int().min(1).max(90).default(30),
			/** Absent: all whose telemetry you may read. */
			institutions: z.array(uuid).min(1).max(1000).optional(),
		})
		.refine(({ rule, ruleId }) => (rule === undefined) !== (ruleId === undefined), 'give either rule or ruleId'),
	response: trialRow,
	status: 202,
});
export const listTrials = endpoint({
	summary: 'Rules that your organisation tried, newest first',
	query: pageQuery,
	response: pageOf(trialRow),
});

const answer = z.object({
	institution: uuid,
	answer: z.enum(['seen', 'checked-not-seen', 'could-not-check']),
	/** Why it could not be checked. */
	reason: z.string().nullable(),
	firstSeen: moment.nullable(),
	lastSeen: moment.nullable(),
	count: z.int(),
	/** It would have raised: one an hour for a host. */
	alerts: z.int(),
});
const params = z.object({ id: uuid });
export const readTrial = endpoint({
	summary:
		'One tried rule: its verdict, the answer of each institution, hits per day, the hosts with most alerts and an event of each',
	params,
	response: trialRow.extend({
		text: z.string(),
		result: z
			.object({
				linesStored: z.int(),
				/** Of those stored, the lines that had a chance and were read. */
				linesRead: z.int(),
				unreadable: z.int(),
				hosts: z.int(),
				users: z.int(),
				institutionsHit: z.int(),
				institutionsChecked: z.int(),
				answers: z.array(answer),
				perDay: z.array(z.object({ day, hits: z.int(), alerts: z.int() })),
			})
			.nullable(),
		hosts: z.array(
			z.object({
				institution: uuid,
				host: z.string(),
				hits: z.int(),
				alerts: z.int(),
				firstSeen: moment,
				lastSeen: moment,
				/** Id of the first event: `/v1/events/{id}`. */
				sample: z.string(),
			}),
		),
	}),
});
export const stopTrial = endpoint({ summary: 'Stop a trial that waits or runs', params, response: nothing, status: 204 });
