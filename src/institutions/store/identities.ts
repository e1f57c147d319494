import { sql, type Work } from '#platform';

/** Institution that a value of `schac_home_organization` belongs to, while it exists. */
export async function institutionOfHome(work: Work, home: string): Promise<string | undefined> {
	const found = await sql<{
		id: string;
	}>`select id from institutions.institutions where home_organisations @> array[${home.toLowerCase()}]
		and merged_into is null and (valid_until is null or valid_until > ${work.now}::date) limit 2`.execute(work.tx);
	return found.rows.length === 1 ? found.rows[0]?.id : undefined;
}

export async function findIdentity(work: Work, issuer: string, subject: string): Promise<string | undefined> {
	const found = await sql<{ person: string }>`select person_id as person from institutions.identities
		where issuer = ${issuer} and subject = ${subject}`.execute(work.tx);
	return found.rows[0]?.person;
}

/** Somebody with a role at that institution whom its own identity provider names by this mail address. */
export async function findByMail(work: Work, institution: string, mail: string): Promise<string | undefined> {
	const found = await sql<{
		id: string;
	}>`select p.id from institutions.persons p where lower(p.mail) = lower(${mail}) and p.disabled_at is null
		and exists (select from institutions.memberships m where m.person_id = p.id and m.organisation_id = ${institution} and m.ended_at is null)`.execute(
		work.tx,
	);
	return found.rows[0]?.id;
}

export async function linkIdentity(work: Work, issuer: string, subject: string, person: string): Promise<void> {
	await sql`insert into institutions.identities (issuer, subject, person_id, linked_at)
		values (${issuer}, ${subject}, ${person}, ${work.now})`.execute(work.tx);
}
