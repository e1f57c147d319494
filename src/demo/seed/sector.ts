import type { DisclosureSubject, OrganisationKind } from '#kernel';
import { addPeople, type NewDisclosure, registerInstitutions, registerOrganisation, setDisclosures } from '#institutions';
import { sql, type Work } from '#platform';
import type { Draw } from '../random.ts';
import type { SectorContent } from './content.ts';

/** Ids of what the content names by key. */
export interface Places {
	readonly organisations: ReadonlyMap<string, string>;
	/** Personas by key. */
	readonly people: ReadonlyMap<string, string>;
	readonly institutions: readonly { readonly key: string; readonly id: string; readonly kind: string }[];
}

interface Agreement {
	readonly kind: OrganisationKind;
	readonly subjects: readonly DisclosureSubject[];
	readonly purpose: string;
	/** Share of the institutions that agreed; the rest shows less. */
	readonly share: number;
}

const agreements: readonly Agreement[] = [
	{ kind: 'surf-soc', subjects: ['alerts', 'sensors', 'telemetry', 'sightings'], purpose: 'Bewaken, dag en nacht', share: 1 },
	{ kind: 'surf-cert', subjects: ['handling', 'sightings'], purpose: 'Opvolging van dreigingen', share: 1 },
	{ kind: 'surf-audit', subjects: ['scores', 'targets', 'milestones'], purpose: 'Rondes en collegiale toetsen', share: 1 },
	{ kind: 'umbrella', subjects: ['milestones'], purpose: 'Voortgang van de leden', share: 0.9 },
	{ kind: 'umbrella', subjects: ['scores'], purpose: 'Bestuurlijk overleg binnen de koepel', share: 0.4 },
	{ kind: 'inspectorate', subjects: ['milestones'], purpose: 'Toezicht op het stelsel', share: 1 },
	{ kind: 'surf-soc', subjects: ['handling'], purpose: 'Opvolging van dreigingen', share: 0.6 },
	{ kind: 'ministry', subjects: ['milestones'], purpose: 'Kalender van de drie beloften', share: 0.8 },
];

function disclosuresOf(sector: SectorContent, places: Places, draw: Draw): NewDisclosure[] {
	return places.institutions.flatMap(({ id, key }) => {
		const own = sector.institutions.find((one) => one.key === key);
		return agreements.flatMap(({ kind, subjects, purpose, share }) => {
			const agreed = draw.next() < share;
			const audiences = sector.organisations.filter(
				(one) => one.kind === kind && (kind !== 'umbrella' || one.key === own?.umbrella),
			);
			if (!agreed) return [];
			return audiences.flatMap((audience) =>
				subjects.map((subject) => ({
					institution: id,
					audience: places.organisations.get(audience.key) ?? '',
					subject,
					purpose,
				})),
			);
		});
	});
}

async function unitOf(work: Work, institution: string, name: string): Promise<string | undefined> {
	const found = await sql<{
		id: string;
	}>`select id from institutions.units where institution_id = ${institution} and name = ${name}`.execute(work.tx);
	return found.rows[0]?.id;
}

async function addPersonas(work: Work, sector: SectorContent, places: Places): Promise<Map<string, string>> {
	const people = [];
	for (const { key, name, email, organisation, role, unit } of sector.people) {
		const id = places.organisations.get(organisation) ?? '';
		const hat = { organisation: id, role, unit: unit === undefined ? undefined : await unitOf(work, id, unit) };
		people.push({ displayName: name, mail: email, demoPersona: key, hats: [hat] });
	}
	const ids = await addPeople(work, people);
	return new Map(sector.people.map(({ key }, place) => [key, ids[place] ?? '']));
}

/** Registers the parties, the institutions, the personas and who may see what. */
export async function seedSector(work: Work, sector: SectorContent, draw: Draw): Promise<Places> {
	const organisations = new Map<string, string>();
	for (const { key, kind, name } of sector.organisations)
		organisations.set(key, await registerOrganisation(work, { kind, name }));
	const rows = sector.institutions.map(({ key: _key, umbrella, ...row }) => ({
		...row,
		umbrella: organisations.get(umbrella),
		validFrom: '2015-01-01',
	}));
	const ids = await registerInstitutions(work, rows);
	const institutions = sector.institutions.map(({ key, kind }, place) => ({ key, kind, id: ids[place] ?? '' }));
	for (const { key, id } of institutions) organisations.set(key, id);
	const bare = { organisations, institutions, people: new Map() };
	const places = { ...bare, people: await addPersonas(work, sector, bare) };
	await setDisclosures(work, disclosuresOf(sector, places, draw));
	return places;
}
