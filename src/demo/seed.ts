import { writeFileSync } from 'node:fs';
import { asSystem, type Platform, sql } from '#platform';
import { releaseSector } from '#steering';
import { nightToTell } from './night.ts';
import { keptSensors } from './pulse.ts';
import { drawFrom } from './random.ts';
import { seedActions } from './seed/actions.ts';
import { seedAdvisories } from './seed/advisories.ts';
import { seedSensors } from './seed/sensors.ts';
import { readSector } from './seed/content.ts';
import { seedDuty } from './seed/duty.ts';
import { seedMilestones } from './seed/milestones.ts';
import { seedRounds } from './seed/rounds.ts';
import { seedSector } from './seed/sector.ts';

/** The same seed gives the same sector, but for ids and the days counted from today. */
const seed = 20_210_928;

/** Is there any organisation yet? */
export function isFresh(platform: Platform): Promise<boolean> {
	return asSystem(platform, async (work) => {
		const found = await sql`select from institutions.organisations limit 1`.execute(work.tx);
		return found.rows.length === 0;
	});
}

/** Fills an empty database with the fictional sector, all or nothing. */
export async function seedDemo(platform: Platform, tell: (step: string) => void): Promise<void> {
	const draw = drawFrom(seed);
	const sector = readSector();
	const kept = await asSystem(platform, async (work) => {
		tell('institutions and people');
		const places = await seedSector(work, sector, draw);
		tell('targets, rounds and self assessments');
		const profiles = new Map(sector.institutions.map(({ key, riskProfile }) => [key, riskProfile]));
		const gaps = await seedRounds(work, places, profiles, draw);
		tell('actions on gaps');
		await seedActions(work, gaps, places.institutions[0]?.id, drawFrom(seed + 1));
		tell('milestones');
		await seedMilestones(work, places, draw);
		tell('advisories and their follow-up');
		await seedAdvisories(work, places, draw);
		tell('desk and duty contacts');
		await seedDuty(work, sector, places, draw);
		tell('sensors');
		return seedSensors(work, places, draw);
	});
	writeFileSync(keptSensors(platform.config.dataDir), JSON.stringify(kept), { mode: 0o600 });
	writeFileSync(nightToTell(platform.config.dataDir), '');
	tell('sector picture');
	await releaseSector(platform);
}
