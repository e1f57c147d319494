import type { Indicator } from '#engine';
import type { Platform } from '#platform';
import { type ActiveIndicator, activeIndicators } from '#sharing';
import type { Cause, Known, Severity } from '../model/candidate.ts';
import { indexForm } from './index-form.ts';
import { type Change, causeOfIndicatorId } from './judge.ts';

/** How sure the source is tells how loud the alert is. */
function severityOf(confidence: number): Severity {
	if (confidence >= 80) return 'high';
	return confidence >= 50 ? 'medium' : 'low';
}

/** What an alert of an indicator says of its cause. */
export function causeOf({ id, kind, value, confidence }: Pick<ActiveIndicator, 'id' | 'kind' | 'value' | 'confidence'>): Cause {
	return {
		cause: causeOfIndicatorId(id),
		titleNl: `Indicator gezien: ${kind} ${value}`.slice(0, 300),
		titleEn: `Indicator seen: ${kind} ${value}`.slice(0, 300),
		author: '',
		severity: severityOf(confidence),
	};
}

/** Indicators a message, so that a million of them holds nobody up. */
const part = 5000;

/** All active indicators with those who may match on them. The index itself lies with those who judge. */
export class Indicators {
	readonly #platform: Platform;
	readonly #byCause = new Map<string, ActiveIndicator>();
	readonly #audiences = new Map<string, ReadonlySet<string>>();
	#version: string | undefined;

	constructor(platform: Platform) {
		this.#platform = platform;
	}

	get size(): number {
		return this.#byCause.size;
	}

	/** Reads what changed since the last time and answers it in parts. */
	async refresh(): Promise<Change[]> {
		const { version, rows, audiences } = await this.#platform.database.system((tx) => activeIndicators(tx, this.#version));
		for (const [advisory, institutions] of audiences) this.#audiences.set(advisory, institutions);
		for (const row of rows) {
			if (row.active) this.#byCause.set(causeOfIndicatorId(row.id), row);
			else this.#byCause.delete(causeOfIndicatorId(row.id));
		}
		this.#version = version;
		return Array.from({ length: Math.ceil(rows.length / part) }, (_, at) => changeOf(rows.slice(at * part, (at + 1) * part)));
	}

	/** All of them in the form of the index, in parts. */
	*all(): Generator<readonly Indicator[]> {
		let some: Indicator[] = [];
		for (const row of this.#byCause.values()) {
			some.push(indexForm(row));
			if (some.length < part) continue;
			yield some;
			some = [];
		}
		if (some.length > 0) yield some;
	}

	/** The indicator of this cause, when this institution may match on it now. */
	standing(cause: string, institution: string, now: Date): ActiveIndicator | undefined {
		const indicator = this.#byCause.get(cause);
		if (indicator === undefined || !this.#isFor(indicator, institution)) return undefined;
		const { validFrom, validUntil } = indicator;
		return validFrom <= now && (validUntil === null || validUntil > now) ? indicator : undefined;
	}

	/** What an indicator names, as an alert keeps it; nothing when it is gone. */
	named(id: string): Known[] {
		const found = this.#byCause.get(causeOfIndicatorId(id));
		return found === undefined ? [] : [{ indicator: id, kind: found.kind, value: found.value }];
	}

	#isFor({ source, advisory }: ActiveIndicator, institution: string): boolean {
		return source === institution || (advisory !== null && (this.#audiences.get(advisory)?.has(institution) ?? false));
	}
}

function changeOf(rows: readonly ActiveIndicator[]): Change {
	const gone = rows.filter(({ active }) => !active).map(({ id }) => id);
	return { add: rows.filter(({ active }) => active).map(indexForm), remove: gone };
}
