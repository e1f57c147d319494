import type { z } from 'zod';
import { type Result, type Tlp, collect, fail, finding, ok } from '#kernel';
import type { indicatorInput } from '../contract.ts';
import { type SharedIndicator, stricter } from '../model/indicator.ts';
import { normalSought } from '../model/normal.ts';

/**
 * Indicators as asked in normal form, each once, or every fault with its place.
 * @param tlp of the advisory that will carry them; what is stricter than it may not travel with it
 */
export function readIndicators(
	given: readonly z.output<typeof indicatorInput>[],
	tlp: Tlp,
	now: Date,
): Result<SharedIndicator[]> {
	const read = collect(given.map((one, at) => readOne(one, tlp, now, `/body/indicators/${at}`)));
	if (!read.ok) return read;
	return ok([...new Map(read.value.map((one) => [`${one.kind} ${one.match} ${one.value}`, one])).values()]);
}

function readOne(one: z.output<typeof indicatorInput>, tlp: Tlp, now: Date, where: string): Result<SharedIndicator> {
	const sought = normalSought(one.kind, one.match, one.value, `${where}/value`);
	if (!sought.ok) return sought;
	const validFrom = one.validFrom ?? now.toISOString();
	const validUntil = one.validUntil ?? null;
	if (validUntil !== null && Date.parse(validUntil) <= Date.parse(validFrom)) {
		return fail(finding('validity-reversed', `${where}/validUntil`, 'ends before it begins'));
	}
	const own = one.tlp ?? tlp;
	if (stricter(own, tlp) !== tlp) {
		return fail(
			finding('tlp-stricter', `${where}/tlp`, `TLP:${own.toUpperCase()} may not travel under TLP:${tlp.toUpperCase()}`),
		);
	}
	return ok({ ...sought.value, tlp: own, confidence: one.confidence, validFrom, validUntil });
}
