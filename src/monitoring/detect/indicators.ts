import { IndicatorIndex } from '#engine';
import type { Platform } from '#platform';
import { type ActiveIndicator, activeIndicators } from '#sharing';
import type { Cause, Severity } from '../model/candidate.ts';
import type { Observable } from '../observables.ts';
import { indexForm } from './index-form.ts';

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
	readonly #index = new IndicatorIndex();
	readonly #byId = new Map<string, ActiveIndicator>();
	readonly #audiences = new Map<string, ReadonlySet<string>>();
	#version: string | undefined;

	constructor(platform: Platform) {
		this.#platform = platform;
	}

	get size(): number {
		return this.#index.size;
	}

	/** Reads what changed since the last time. */
	async refresh(): Promise<void> {
		const { version, rows, audiences } = await this.#platform.database.system((tx) => activeIndicators(tx, this.#version));
		for (const [advisory, institutions] of audiences) this.#audiences.set(advisory, institutions);
		const gone = rows.filter(({ active }) => !active).map(({ id }) => id);
		const active = rows.filter((row) => row.active);
		this.#index.remove(gone);
		for (const id of gone) this.#byId.delete(id);
		const faults = this.#index.add(active.map(indexForm));
		if (faults.length > 0) this.#platform.log.warn({ faults: faults.slice(0, 20) }, 'indicators are left out');
		for (const row of active) this.#byId.set(row.id, row);
		this.#version = version;
	}

	/** Indicators in these observables that this institution may match on now, each once. */
	find(observables: readonly Observable[], institution: string, now: Date): readonly ActiveIndicator[] {
		const hits = this.#index.match(observables);
		if (hits.length === 0) return [];
		const found = new Set<ActiveIndicator>();
		for (const { id, stands } of hits) {
			const indicator = this.#byId.get(id);
			if (indicator !== undefined && stands && this.#isFor(indicator, institution) && isValid(indicator, now))
				found.add(indicator);
		}
		return [...found];
	}

	#isFor({ source, advisory }: ActiveIndicator, institution: string): boolean {
		return source === institution || (advisory !== null && (this.#audiences.get(advisory)?.has(institution) ?? false));
	}
}

function isValid({ validFrom, validUntil }: ActiveIndicator, now: Date): boolean {
	return validFrom <= now && (validUntil === null || validUntil > now);
}
