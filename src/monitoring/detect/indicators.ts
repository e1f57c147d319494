import type { Platform } from '#platform';
import { type ActiveIndicator, activeIndicators } from '#sharing';
import type { Cause, Severity } from '../model/candidate.ts';
import type { Observable } from '../observables.ts';
import { IndicatorSet } from './indicator-set.ts';

/** How sure the source is tells how loud the alert is. */
function severityOf(confidence: number): Severity {
	if (confidence >= 80) return 'high';
	return confidence >= 50 ? 'medium' : 'low';
}

/** What an alert of an indicator says of its cause. */
export function causeOf({ id, kind, value, confidence }: ActiveIndicator): Cause {
	return {
		cause: `indicator:${id}`,
		titleNl: `Indicator gezien: ${kind} ${value}`.slice(0, 300),
		titleEn: `Indicator seen: ${kind} ${value}`.slice(0, 300),
		author: '',
		severity: severityOf(confidence),
	};
}

/** All active indicators with those who may match on them, kept up to date by small readings. */
export class Indicators {
	readonly #platform: Platform;
	readonly #set = new IndicatorSet<ActiveIndicator>();
	#audiences = new Map<string, ReadonlySet<string>>();
	#version: string | undefined;

	constructor(platform: Platform) {
		this.#platform = platform;
	}

	get size(): number {
		return this.#set.size;
	}

	/** Reads what changed since the last time. */
	async refresh(): Promise<void> {
		const { version, rows, audiences } = await this.#platform.database.system((tx) => activeIndicators(tx, this.#version));
		for (const [advisory, institutions] of audiences) this.#audiences.set(advisory, institutions);
		for (const row of rows) {
			if (row.active) this.#set.put(row);
			else this.#set.remove(row.id);
		}
		this.#version = version;
	}

	/** Indicators in these observables that this institution may match on now. */
	find(observables: readonly Observable[], institution: string, now: Date): ActiveIndicator[] {
		return this.#set.find(observables).filter((indicator) => {
			if (indicator.validFrom > now || (indicator.validUntil !== null && indicator.validUntil <= now)) return false;
			if (indicator.advisory === null) return indicator.source === institution;
			return indicator.source === institution || (this.#audiences.get(indicator.advisory)?.has(institution) ?? false);
		});
	}
}
