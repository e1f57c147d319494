import { bringInContacts, bringInRota, type KnownContact, type PlannedShift } from '#duty';
import type { Work } from '#platform';
import type { Draw } from '../random.ts';
import type { SectorContent } from './content.ts';
import type { Places } from './sector.ts';

const hourInMs = 3_600_000;
const dayInMs = 24 * hourInMs;
/** Days for which the desk has planned its shifts. */
const planned = 90;
const watchers = ['Joris Vloedman', 'Tess Waterman', 'Bram Kade', 'Yara Peelman', 'Sem Duiker', 'Fenna Zijl'];

function shiftsFrom(now: Date): PlannedShift[] {
	const start = Math.floor(now.getTime() / dayInMs) * dayInMs - dayInMs;
	return Array.from({ length: planned * 3 }, (_, turn) => {
		const startsAt = new Date(start + turn * 8 * hourInMs);
		// A quarter of an hour together, so that a watch is handed over and not left.
		const endsAt = new Date(startsAt.getTime() + 8.25 * hourInMs);
		const taken = startsAt <= now && { presentAt: startsAt };
		return { personName: watchers[turn % watchers.length] ?? '', startsAt, endsAt, ...taken };
	});
}

/** The desk's rota and the institutions' duty contacts; some have not answered for a while, some never. */
export async function seedDuty(work: Work, sector: SectorContent, places: Places, draw: Draw): Promise<void> {
	await bringInRota(work.tx, places.organisations.get('waakdienst') ?? '', 'Meldkamer', shiftsFrom(work.now));
	const contacts = places.institutions.flatMap(({ id, key }): KnownContact[] => {
		if (draw.next() < 0.06) return [];
		const domain = sector.institutions.find((one) => one.key === key)?.homeOrganisations[0] ?? 'school.example';
		const days = draw.next() < 0.08 ? null : draw.between(0, draw.next() < 0.1 ? 60 : 25);
		const confirmedAt = days === null ? null : new Date(work.now.getTime() - days * dayInMs);
		return [
			{
				institution: id,
				name: 'Piketdienst ICT',
				function: 'Bereikbaar buiten kantooruren',
				mail: `piket@${domain}`,
				confirmedAt,
			},
		];
	});
	await bringInContacts(work.tx, contacts);
}
