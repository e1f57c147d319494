import { recordSystem } from '#institutions';
import { asSystem, type Platform } from '#platform';
import { spellings } from '../model/whole-value.ts';
import { eraseLetters, findErasure, heldErasures, noteErased } from '../store/erasures.ts';
import { allTerms, holdsOf, institutionsOnHold, termsOf } from '../store/keeping.ts';
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
	const texts = value === null ? null : spellings(value);
	const { events, held } =
		kind !== null && value !== null && texts !== null
			? await erasePerson(telemetry, institution, { kind, values: [value], texts }, holds)
			: await eraseInstitution(telemetry, institution, holds);
	await asSystem(platform, async (work) => {
		const dead = await eraseLetters(work.tx, institution, texts, holds);
		const done = { events, letters: dead.letters, held: held + dead.held };
		await noteErased(work.tx, id, done, work.now);
		await recordSystem(work, institution, 'telemetry.erased', id, done);
	});
}
