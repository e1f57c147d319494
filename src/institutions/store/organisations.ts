import type { InstitutionKind, OrganisationKind } from '#kernel';
import { sql, type Work } from '#platform';

export interface NewOrganisation {
	/** Given by a caller that needs to know it beforehand (the demo); else made. */
	readonly id?: string;
	/** Not an institution: those have `registerInstitutions`. */
	readonly kind: Exclude<OrganisationKind, 'institution'>;
	readonly name: string;
	readonly theme?: string;
	/** Level of assurance (`acr`) that people of this organisation must have signed in with. */
	readonly requiredAcr?: string;
}

export interface NewInstitution {
	readonly id?: string;
	readonly kind: InstitutionKind;
	readonly name: string;
	readonly brin?: string;
	readonly boardNumber?: string;
	readonly kvk?: string;
	readonly ror?: string;
	/** Values of `schac_home_organization`. */
	readonly homeOrganisations?: readonly string[];
	/** Organisation of kind umbrella. */
	readonly umbrella?: string;
	readonly province?: string;
	readonly city?: string;
	/** Students and staff together. */
	readonly size?: number;
	readonly riskProfile?: 'normal' | 'elevated' | 'high';
	/** YYYY-MM-DD; today when absent. */
	readonly validFrom?: string;
	readonly theme?: string;
	readonly requiredAcr?: string;
	/** Names of faculties; each becomes a unit. */
	readonly faculties?: readonly string[];
}

/** @returns id of the organisation */
export async function registerOrganisation(work: Work, row: NewOrganisation): Promise<string> {
	const made = await sql<{ id: string }>`insert into institutions.organisations (id, kind, name, theme, required_acr)
		values (coalesce(${row.id ?? null}, uuidv7()), ${row.kind}, ${row.name}, ${row.theme ?? null}, ${row.requiredAcr ?? null})
		returning id`.execute(work.tx);
	return made.rows[0]!.id;
}

/** Registers institutions with their first name and faculties, all or none, in one statement. @returns ids in the order given */
export async function registerInstitutions(work: Work, rows: readonly NewInstitution[]): Promise<string[]> {
	const made = await sql<{ id: string }>`with given as materialized (
			select coalesce(x.id, uuidv7()) as key, x.* from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (id uuid, kind text,
				name text, brin text, "boardNumber" text, kvk text, ror text, "homeOrganisations" jsonb, umbrella uuid, province text, city text,
				size int, "riskProfile" text, "validFrom" date, theme text, "requiredAcr" text, faculties jsonb)) with ordinality
				as x (id, kind, name, brin, board_number, kvk, ror, home_organisations, umbrella, province, city, size, risk_profile,
				valid_from, theme, required_acr, faculties, place)
		), organisation as (
			insert into institutions.organisations (id, kind, name, theme, required_acr)
			select key, 'institution', name, theme, required_acr from given
		), institution as (
			insert into institutions.institutions (id, kind, brin, board_number, kvk, ror, home_organisations, umbrella_id, province, city, size,
				risk_profile, valid_from)
			select key, kind, brin, board_number, kvk, ror,
				array(select jsonb_array_elements_text(coalesce(home_organisations, '[]'))), umbrella, province, city, size,
				coalesce(risk_profile, 'normal'), coalesce(valid_from, ${work.now}::date) from given
		), name as (
			insert into institutions.names (institution_id, name, valid_from)
			select key, name, coalesce(valid_from, ${work.now}::date) from given
		), unit as (
			insert into institutions.units (institution_id, name, kind)
			select key, f.name, 'faculty' from given, jsonb_array_elements_text(coalesce(faculties, '[]')) as f (name)
		)
		select key as id from given order by place`.execute(work.tx);
	return made.rows.map(({ id }) => id);
}
