import { z } from 'zod';
import { indicatorKinds, matchKinds, observableKinds, tlpLevels } from './observables.ts';
import { disclosureSubjects, humanRoles, institutionKinds, machineRoles, organisationKinds } from './parties.ts';

/** Shapes that more than one room speaks. */
export const uuid = z.uuid();
/** Calendar day, `YYYY-MM-DD`, in years a database knows. */
export const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2200-01-01', 'a day from 1900 to 2199');
/** Moment in UTC, ISO 8601. */
export const moment = z.iso.datetime({ offset: true });
/** Maturity level of one control: a whole number 1 to 5. */
export const maturityLevel = z.int().min(1).max(5);
/** A mean of levels, exact, not rounded. */
export const meanLevel = z.number().min(0).max(5);
/** Traffic Light Protocol 2.0. */
export const tlp = z.enum(tlpLevels);
export const observableKind = z.enum(observableKinds);
export const indicatorKind = z.enum(indicatorKinds);
export const indicatorMatch = z.enum(matchKinds);
export const role = z.enum([...humanRoles, ...machineRoles]);
export const organisationKind = z.enum(organisationKinds);
export const institutionKind = z.enum(institutionKinds);
export const disclosureSubject = z.enum(disclosureSubjects);
export const bilingual = z.object({ nl: z.string().max(4000), en: z.string().max(4000) });
export const nothing = z.object({}).strict();

/** Paging by opaque cursor; `next` is absent on the last page. */
export const pageQuery = z.object({
	cursor: z.string().max(200).optional(),
	limit: z.coerce.number().int().min(1).max(500).default(100),
});
export function pageOf<T extends z.ZodType>(item: T) {
	return z.object({ items: z.array(item), next: z.string().optional() });
}

/** What one address takes and gives. Every part is checked before the action runs. */
export interface Endpoint {
	readonly summary: string;
	readonly params?: z.ZodObject;
	readonly query?: z.ZodObject;
	readonly body?: z.ZodType;
	readonly response: z.ZodType;
	readonly status?: 200 | 201 | 202 | 204;
}

/** Keeps the literal types of an endpoint so that its action is typed by it. */
export function endpoint<const E extends Endpoint>(shape: E): E {
	return shape;
}

type Part<S> = S extends z.ZodType ? z.output<S> : undefined;
/** What the action receives: checked and with defaults filled in. */
export interface Input<E extends Endpoint> {
	readonly params: Part<E['params']>;
	readonly query: Part<E['query']>;
	readonly body: Part<E['body']>;
}
export type Output<E extends Endpoint> = z.input<E['response']>;

/** News that travels up: declared by the lower room, handled by rooms above through a job. */
export interface NewsKind<P extends z.ZodType = z.ZodType> {
	readonly name: string;
	readonly payload: P;
}
export function news<P extends z.ZodType>(name: string, payload: P): NewsKind<P> {
	return { name, payload };
}
