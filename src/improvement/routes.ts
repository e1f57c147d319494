import { get, patch, post, put, type Route } from '#platform';
import { change, create, list } from './actions/actions.ts';
import { plan, read } from './actions/milestones.ts';
import { changeAction, createAction, listActions, readMilestones, writeMilestones } from './contract.ts';

const makers = ['board', 'ciso', 'security-officer', 'faculty-contact'] as const;
const planners = ['board', 'ciso', 'security-officer'] as const;

// biome-ignore format: the reader sees the gap in an aligned table
export const routes: readonly Route[] = [
	get('/v1/actions',                      'signed-in', listActions,     list),
	post('/v1/actions',                     makers,      createAction,    create),
	patch('/v1/actions/{id}',               makers,      changeAction,    change),
	get('/v1/institutions/{id}/milestones', 'signed-in', readMilestones,  read),
	put('/v1/institutions/{id}/milestones', planners,    writeMilestones, plan),
];
