import { recordSystem } from '#institutions';
import { asSystem, type Platform, type Tx } from '#platform';
import { keepDays } from '../ingest/limits.ts';
import { eraseLetters, findErasure, heldErasures, noteErased } from '../store/erasures.ts';
import { barePseudonym, isPseudonym, personKinds } from '../persons/pseudonym.ts';
import { pseudonymsOf } from '../persons/secret.ts';
import { allTerms, holdsOf, institutionsOnHold, termsOf } from '../store/keeping.ts';
import { forgetAllNames, forgetNames, forgetOldNames } from '../store/persons.ts';
import { applyTerms, eraseInstitution, erasePerson } from '../telemetry/erase.ts';

/** Brings what is stored of an institution under its terms and holds of this moment. Safe to repeat. */
export async function applyKeeping(platform: Platform, institution: string): Promise<void> {
	const { terms, holds, now } = await asSystem(platform, async ({ tx, now: at }) => ({
		terms: await termsOf(tx, institution),
		holds: (await holdsOf(tx, institution, at)).filter(({ active }) => active),
		now: at,
	}));
	await applyTerms(platform.telemetry, institution, terms, holds, now.toISOString().slice(0, 10));
	const waiting = await asSystem(platform, ({ tx }) => heldErasures(tx));
	for (const erasure of waiting) if (erasure.institution === institution) await runErasure(platform, erasure.id);
}

/** Events that came since lie in spans that are held or under terms of their institution: once a day they follow. */
export async function applyAll(platform: Platform): Promise<void> {
	await asSystem(platform, ({ tx, now }) => forgetOldNames(tx, keepDays.observables, now));
	const institutions = await asSystem(platform, async ({ tx, now }) => [
		...(await allTerms(tx)).keys(),
		...(await institutionsOnHold(tx, now)),
		...(await heldErasures(tx)).map(({ institution }) => institution),
	]);
	for (const institution of new Set(institutions)) await applyKeeping(platform, institution);
}

/** Does an erasure, or what is left of it. An alert keeps its own excerpt: it belongs to the handling of an incident. */
export async function runErasure(platform: Platform, id: string): Promise<void> {
	const found = await asSystem(platform, async ({ tx, now }) => {
		const erasure = await findErasure(tx, id);
		if (erasure === undefined || erasure.doneAt !== null) return undefined;
		return { erasure, holds: (await holdsOf(tx, erasure.institution, now)).filter(({ active }) => active) };
	});
	if (found === undefined) return;
	const { erasure, holds } = found;
	const { institution, kind, value, scope } = erasure;
	if (scope === 'person' && (kind === null || value === null)) return;
	const { telemetry } = platform;
	const stored = kind === null || value === null ? [] : await namesToErase(platform, institution, kind, value);
	const texts = value === null ? null : [value, ...stored];
	const { events, held } =
		kind !== null && value !== null && texts !== null
			? await erasePerson(telemetry, institution, { kind, values: texts }, holds)
			: await eraseInstitution(telemetry, institution, holds);
	await asSystem(platform, async (work) => {
		const dead = await eraseLetters(work.tx, institution, texts, holds);
		const done = { events, letters: dead.letters, held: held + dead.held };
		if (done.held === 0) await forgetErased(work.tx, institution, scope, [value ?? '', ...stored]);
		await noteErased(work.tx, id, done, work.now);
		await recordSystem(work, institution, 'telemetry.erased', id, done);
	});
}

/** Under what the institution stored a name, also in a time in which it did so and does no longer. */
async function namesToErase(platform: Platform, institution: string, kind: string, value: string): Promise<string[]> {
	if (!personKinds.has(kind)) return [];
	const all = await asSystem(platform, ({ tx }) => pseudonymsOf(tx, platform.config, [institution]));
	const stored = all.get(institution)?.of(value);
	return stored === undefined || stored === value ? [] : [stored];
}

/** The sealed names go with the last event that holds them; what a hold keeps must still be opened. */
async function forgetErased(tx: Tx, institution: string, scope: 'person' | 'institution', values: readonly string[]) {
	if (scope === 'institution') await forgetAllNames(tx, institution);
	else await forgetNames(tx, institution, values.map(barePseudonym).filter(isPseudonym));
}
