import { asSystem, type Platform, sql } from '#platform';
import { drawFrom } from './random.ts';
import { readSector } from './seed/content.ts';
import { seedMilestones } from './seed/milestones.ts';
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
	await asSystem(platform, async (work) => {
		tell('institutions and people');
		const places = await seedSector(work, sector, draw);
		tell('milestones');
		await seedMilestones(work, places, draw);
	});
}
