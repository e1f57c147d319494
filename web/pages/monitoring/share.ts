import { withQuery } from '../../parts/api.ts';
import type { AlertRow } from './types.ts';

interface Seen {
	readonly kind: string;
	readonly value: string;
}

const ownKinds = new Set(['host-name', 'user-name']);
const privateAddress = /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80)/i;

/** What of an alert says something to others: not the names and inner addresses of the institution that was hit. */
export function shareable(observables: readonly Seen[]): Seen[] {
	return observables.filter(
		({ kind, value }) => !ownKinds.has(kind) && !((kind === 'ipv4' || kind === 'ipv6') && privateAddress.test(value)),
	);
}

/** The form of a new advisory, filled in from an alert; the analyst still chooses and sends. */
export function shareAddress(alert: AlertRow): string {
	return withQuery('/advisories/new', {
		title: alert.titleNl,
		titleEn: alert.titleEn,
		indicators: shareable(alert.observables)
			.map(({ kind, value }) => `${kind}: ${value}`)
			.join('\n'),
		because: `monitoring ${alert.id}`,
	});
}
