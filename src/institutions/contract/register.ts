import { z } from 'zod';
import { day, endpoint, institutionKind, nothing, organisationKind, pageOf, pageQuery, uuid } from '#kernel/contract';

export const provinces = ['DR', 'FL', 'FR', 'GE', 'GR', 'LI', 'NB', 'NH', 'OV', 'UT', 'ZE', 'ZH'] as const;
const province = z.enum(provinces);
const riskProfile = z.enum(['normal', 'elevated', 'high']);
const params = z.object({ id: uuid });
const name = z.string().trim().min(1).max(200);

const keys = {
	brin: z
		.string()
		.regex(/^[0-9A-Z]{4}$/)
		.nullable(),
	boardNumber: z
		.string()
		.regex(/^[0-9]{1,6}$/)
		.nullable(),
	kvk: z
		.string()
		.regex(/^[0-9]{8}$/)
		.nullable(),
	ror: z
		.string()
		.regex(/^0[a-z0-9]{8}$/)
		.nullable(),
	homeOrganisations: z
		.array(
			z
				.string()
				.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
				.max(253),
		)
		.max(50),
};

export const institution = z.object({
	id: uuid,
	name: z.string(),
	kind: institutionKind,
	brin: keys.brin,
	umbrella: uuid.nullable(),
	umbrellaName: z.string().nullable(),
	province: province.nullable(),
	city: z.string().nullable(),
	/** Students and staff together. */
	size: z.int().nullable(),
	riskProfile,
	validFrom: day,
	validUntil: day.nullable(),
});

const unit = z.object({ id: uuid, name: z.string(), kind: z.enum(['faculty', 'service', 'location', 'other']) });
const unitBody = z.object({ name, kind: unit.shape.kind });

/** A name of a file, never a path. */
const themeName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const institutionDetail = institution.extend({
	...keys,
	mergedInto: uuid.nullable(),
	requiredAcr: z.string().nullable(),
	/** File `themes/<name>.json` of the screens that sets the colours of this organisation. */
	theme: z.string().nullable(),
	names: z.array(z.object({ name: z.string(), validFrom: day, validUntil: day.nullable() })),
	/** Own units; empty for other organisations. */
	units: z.array(unit),
});

export const institutionsEndpoint = endpoint({
	summary: 'The register of institutions',
	query: pageQuery.extend({
		search: z.string().trim().max(100).default(''),
		kind: institutionKind.optional(),
		province: province.optional(),
		umbrella: uuid.optional(),
		risk: riskProfile.optional(),
		/** `true` shows closed and merged institutions too. */
		ended: z.enum(['true', 'false']).default('false'),
	}),
	response: pageOf(institution),
});
export const institutionEndpoint = endpoint({
	summary: 'One institution with names, units and keys',
	params,
	response: institutionDetail,
});
export const registerInstitutionEndpoint = endpoint({
	summary: 'Register an institution',
	body: z.object({
		name,
		kind: institutionKind,
		brin: keys.brin.default(null),
		boardNumber: keys.boardNumber.default(null),
		kvk: keys.kvk.default(null),
		ror: keys.ror.default(null),
		homeOrganisations: keys.homeOrganisations.default([]),
		umbrella: uuid.nullable().default(null),
		province: province.nullable().default(null),
		city: z.string().max(100).nullable().default(null),
		size: z.int().min(0).max(10_000_000).nullable().default(null),
		riskProfile: riskProfile.default('normal'),
		validFrom: day.optional(),
	}),
	response: z.object({ id: uuid }),
	status: 201,
});
export const changeInstitutionEndpoint = endpoint({
	summary: 'Correct the facts of an institution; what is left out stays',
	params,
	body: z
		.object({
			...keys,
			kind: institutionKind,
			umbrella: uuid.nullable(),
			province: province.nullable(),
			city: z.string().max(100).nullable(),
			size: z.int().min(0).max(10_000_000).nullable(),
			riskProfile,
			requiredAcr: z.string().max(300).nullable(),
			theme: themeName.nullable(),
		})
		.partial()
		.strict(),
	response: nothing,
	status: 204,
});
export const renameInstitutionEndpoint = endpoint({
	summary: 'Rename an institution from a day on; the old name is kept',
	params,
	body: z.object({ name, from: day }),
	response: nothing,
	status: 204,
});
export const mergeInstitutionEndpoint = endpoint({
	summary: 'Merge an institution into another from a day on',
	params,
	body: z.object({ into: uuid, from: day }),
	response: nothing,
	status: 204,
});

export const addUnitEndpoint = endpoint({
	summary: 'Add a unit to your institution',
	body: unitBody,
	response: z.object({ id: uuid }),
	status: 201,
});
export const changeUnitEndpoint = endpoint({
	summary: 'Change a unit of your institution',
	params,
	body: unitBody,
	response: nothing,
	status: 204,
});
export const removeUnitEndpoint = endpoint({ summary: 'Remove a unit that nobody uses', params, response: nothing, status: 204 });
export const unitsEndpoint = endpoint({ summary: 'Units of your institution', response: z.object({ items: z.array(unit) }) });

const organisation = z.object({ id: uuid, kind: organisationKind, name: z.string() });
export const organisationsEndpoint = endpoint({
	summary: 'Organisations that are no institution',
	response: z.object({ items: z.array(organisation) }),
});
export const registerOrganisationEndpoint = endpoint({
	summary: 'Register an organisation that is no institution',
	body: z.object({
		kind: organisationKind.exclude(['institution']),
		name,
		requiredAcr: z.string().max(300).optional(),
		theme: themeName.optional(),
	}),
	response: z.object({ id: uuid }),
	status: 201,
});
