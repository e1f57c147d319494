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
export const advisoryTone: Record<AdvisoryRow['state'], Tone> = { draft: 'idle', published: 'info', closed: 'good' };
export const indicatorKinds = [
	'ipv4',
	'ipv6',
	'domain',
	'url',
	'md5',
	'sha1',
	'sha256',
	'ja3',
	'ja4',
	'email',
	'file-name',
	'user-name',
] as const satisfies readonly IndicatorRow['kind'][];
export const efforts = ['minutes', 'hours', 'days', 'weeks'] as const satisfies readonly Advisory['lines'][number]['effort'][];
export const tlps = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const satisfies readonly AdvisoryRow['tlp'][];
