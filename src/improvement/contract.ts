import { z } from 'zod';
import { day, endpoint, moment, news, uuid } from '#kernel/contract';

export const actionState = z.enum(['open', 'in-progress', 'done', 'verified', 'dropped']);
export const actionVerb = z.enum(['start', 'finish', 'verify', 'reject', 'drop', 'reopen']);
export const milestoneKind = z.enum(['target-reached', 'soc-connected', 'external-audit']);
/** A day that plans and promises are made for; PostgreSQL has no year 0 and nobody plans in it. */
export const planningDay = day.refine((text) => text >= '1900' && text < '2200', 'a day between 1900 and 2200');
const because = z.object({
	room: z
		.string()
		.regex(/^[a-z]{3,30}$/)
		.describe('Room that gave the cause, for example assessments'),
	id: z.string().min(1).max(200).describe('Id of the cause in that room'),
});
const euros = z.int().min(0).max(1_000_000_000).nullable();
const plan = {
	title: z.string().trim().min(3).max(300),
	description: z.string().max(8000),
	owner: z.string().trim().min(2).max(200).describe('One named owner: a function or a person'),
	ownerPerson: uuid.nullable().describe('Account of the owner, when there is one'),
	carrier: z.enum(['own', 'joint', 'government']).describe('Whose it is to carry'),
	dueOn: planningDay,
	milestone: milestoneKind.nullable().describe('Milestone that waits for this action; its forecast follows'),
	costOnce: euros.describe('Whole euros, once; null: not estimated'),
	costYearly: euros.describe('Whole euros, each year after; null: not estimated'),
};

export const actionView = z.object({
	...{ id: uuid, institution: uuid, ...plan, because, state: actionState },
	...{ proof: z.string().nullable(), reason: z.string().nullable(), doneAt: moment.nullable() },
	overdue: z.boolean(),
	version: z.number().int(),
	...{ createdAt: moment, updatedAt: moment },
});
export type ActionView = z.output<typeof actionView>;

export const newAction = z.object({
	...plan,
	description: plan.description.default(''),
	ownerPerson: plan.ownerPerson.default(null),
	carrier: plan.carrier.default('own'),
	milestone: plan.milestone.default(null),
	costOnce: plan.costOnce.default(null),
	costYearly: plan.costYearly.default(null),
	because,
});

export const listActions = endpoint({
	summary: 'Actions with owner, due date and proof; of your own institution unless another disclosed them',
	query: z.object({
		institution: uuid.optional(),
		state: actionState.optional(),
		because: z.string().max(200).optional().describe('Id of the cause'),
	}),
	response: z.object({ items: z.array(actionView) }),
});
export const createAction = endpoint({ summary: 'Open an action', body: newAction, response: actionView, status: 201 });
export const changeAction = endpoint({
	summary: 'Change an action or take it a step further',
	params: z.object({ id: uuid }),
	body: z
		.object({
			...plan,
			verb: actionVerb,
			proof: z.string().trim().min(3).max(4000).describe('What shows that it works: text, address or evidence id'),
			reason: z.string().trim().min(3).max(2000),
		})
		.partial()
		.extend({ version: z.number().int().min(1).describe('Version you saw; another means somebody was before you') }),
	response: actionView,
});

export const milestoneView = z.object({
	kind: milestoneKind,
	planned: day.nullable(),
	forecast: day.nullable(),
	forecastFrom: z.enum(['entry', 'actions']).nullable().describe('Typed by somebody, or the due day of the last open action'),
	actual: day.nullable(),
	reason: z.string().describe('Why it moved'),
	version: z.number().int().describe('0 when nothing was ever entered'),
});
export type MilestoneView = z.output<typeof milestoneView>;
const milestoneList = z.object({ institution: uuid, items: z.array(milestoneView) });
const params = z.object({ id: uuid });

export const readMilestones = endpoint({ summary: 'The three milestones of an institution', params, response: milestoneList });
export const writeMilestones = endpoint({
	summary: 'Plan the milestones of your institution',
	params,
	body: z.object({
		items: z
			.array(
				z.object({
					kind: milestoneKind,
					planned: planningDay.nullable(),
					forecast: planningDay.nullable(),
					actual: planningDay.nullable(),
					reason: z.string().max(2000).default(''),
					version: z.number().int().min(0),
				}),
			)
			.min(1)
			.max(3),
	}),
	response: milestoneList,
});

export const actionFinished = news('improvement.action-finished', z.object({ action: uuid, institution: uuid, because }));
