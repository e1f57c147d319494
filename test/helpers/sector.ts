import type { OrganisationKind, Role } from '#kernel';
import { type Database, sql, type Who } from '#platform';

/** `0197b1de-0000-7000-8000-` and the number: ids that a person can read in a failing test. */
export function testId(number: number): string {
	return `0197b1de-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function somebody(
	organisation: number,
	role: Role,
	organisationKind: OrganisationKind = 'institution',
	person = organisation,
): Who {
	return {
		...{ person: testId(900_000 + person), organisation: testId(organisation), organisationKind, role },
		...{ session: null, token: null },
	};
}

/** Desks of the test sector. */
export const soc = somebody(500, 'soc-analyst', 'surf-soc');
export const cert = somebody(501, 'cert-handler', 'surf-cert');
export const ministry = somebody(502, 'ministry-officer', 'ministry');

/** Institutions 1 to `count`, kinds in turn, and the desks; none of them exists outside this test. */
export async function testSector(database: Database, count: number): Promise<void> {
	await database.system(async (tx) => {
		await sql`insert into institutions.organisations (id, kind, name)
			select ('0197b1de-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'institution', 'Instelling ' || n
			from generate_series(1, ${count}::int) n`.execute(tx);
		await sql`insert into institutions.institutions (id, kind)
			select ('0197b1de-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, (array['hbo', 'wo', 'mbo', 'research', 'nrto'])[1 + n % 5]
			from generate_series(1, ${count}::int) n`.execute(tx);
		await sql`insert into institutions.organisations (id, kind, name) values (${testId(500)}, 'surf-soc', 'Meldkamer'),
			(${testId(501)}, 'surf-cert', 'Loket'), (${testId(502)}, 'ministry', 'Ministerie')`.execute(tx);
	});
}

/** Institution `from` lets an organisation see a subject. */
export async function disclose(database: Database, from: number, audience: number, subject: string): Promise<void> {
	await database.system((tx) =>
		sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose)
			values (${testId(from)}, ${testId(audience)}, ${subject}, 'beproeving')`.execute(tx),
	);
}
