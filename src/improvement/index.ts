export { openAction } from './actions/actions.ts';
export { type ActionState, actionSteps, stepAction } from './model/action.ts';
export { localDay, type MilestoneKind, milestoneKinds } from './model/milestone.ts';
export { routes } from './routes.ts';
export { add as addActions, bringOn, type NewAction, type Progress } from './store/actions.ts';
export {
	type BulkMilestone,
	type MilestoneRow,
	milestones,
	promise as promiseMilestone,
	reach as reachMilestone,
	writeMilestones,
} from './store/milestones.ts';
export { type ActionCount, countActions } from './store/count.ts';
