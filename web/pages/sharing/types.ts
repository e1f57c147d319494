import type { Role } from '#kernel';
import type { Output } from '#kernel/contract';
import type * as sharing from '#sharing/contract';
import type { Tone } from '../../parts/State.tsx';

export type AdvisoryPage = Output<typeof sharing.listAdvisories>;
export type AdvisoryRow = AdvisoryPage['items'][number];
export type Advisory = Output<typeof sharing.readAdvisory>;
export type Grid = Output<typeof sharing.handlingGrid>;
export type GridRow = Grid['institutions'][number];
export type Cell = GridRow['cells'][number];
export type HandlingState = Cell['state'];
export type Sightings = Output<typeof sharing.advisorySightings>;
export type IndicatorPage = Output<typeof sharing.listIndicators>;
export type IndicatorRow = IndicatorPage['items'][number];
export type Audience = Advisory['audience'];
export type ImportAnswer = Output<typeof sharing.importIndicators>;
export type NewAdvisory = Output<typeof sharing.createAdvisory>;

export const handlingTone: Record<HandlingState, Tone> = {
	received: 'warn',
	'not-applicable': 'idle',
	planned: 'info',
	done: 'info',
	verified: 'good',
};
export const handlingSign = {
	received: 'ring',
	'not-applicable': 'dash',
	planned: 'clock',
	done: 'half',
	verified: 'check',
} as const;
/** Who may take indicators along and read who saw them; others follow the handling alone. */
export const indicatorReaders: readonly Role[] = [
	'soc-analyst',
	'cert-handler',
	'ciso',
	'security-officer',
	'faculty-contact',
	'auditor',
	'board',
];
export const advisoryTone: Record<AdvisoryRow['state'], Tone> = { draft: 'idle', published: 'info', closed: 'good' };
export const efforts = ['minutes', 'hours', 'days', 'weeks'] as const satisfies readonly Advisory['lines'][number]['effort'][];
export type Effort = (typeof efforts)[number];
export const handlingStates = [
	'received',
	'planned',
	'done',
	'verified',
	'not-applicable',
] as const satisfies readonly HandlingState[];
/** Roles that may share. */
export const authors = ['soc-analyst', 'cert-handler', 'ciso'];
/** From which state an institution goes to which; the diagram is docs/state-machines/handling.md. */
export const nextStates: Record<HandlingState, readonly HandlingState[]> = {
	received: ['planned', 'done', 'not-applicable'],
	planned: ['done', 'planned', 'not-applicable'],
	done: ['verified', 'received'],
	verified: ['received'],
	'not-applicable': ['planned', 'done', 'received'],
};
