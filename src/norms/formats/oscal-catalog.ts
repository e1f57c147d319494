import { fail, finding, type Result } from '#kernel';
import { z } from 'zod';
import type { FrameworkContent } from '../model/framework.ts';
import { checkFramework, place, shaped } from '../model/framework-check.ts';
import { assumedScaleNotice, sectorScale } from '../model/framework-scale.ts';
import { type OscalControl, type OscalGroup, oscalControl, oscalGroup, proseOf } from './oscal-parts.ts';
import { writeOscalCatalog } from './oscal-write.ts';
import { readJsonText } from './safe-text.ts';

const ROOTS = [
	'catalog',
	'profile',
	'component-definition',
	'system-security-plan',
	'assessment-plan',
	'assessment-results',
	'plan-of-action-and-milestones',
	'mapping-collection',
];
const document = z.looseObject({
	catalog: z.looseObject({
		uuid: z.string().max(100),
		metadata: z.looseObject({
			title: z.string().min(1).max(500),
			version: z.string().min(1).max(40),
			'oscal-version': z.string().max(40),
			remarks: z.string().max(8000).nullish(),
			parties: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
		}),
		groups: z.array(oscalGroup).nullish(),
		controls: z.array(oscalControl).nullish(),
	}),
});
type Catalog = z.infer<typeof document>['catalog'];

/** An OSCAL catalogue in JSON (NIST, 1.0 to 1.2): groups become clusters, controls at every depth become controls. */
export const oscalCatalog = {
	name: 'oscal-catalog',
	accepts: (text: string) => /^\s*\{/.test(text) && ROOTS.some((root) => text.slice(0, 4000).includes(`"${root}"`)),
	read(text: string, fileName: string): Result<FrameworkContent> {
		const raw = readJsonText(text, fileName);
		if (!raw.ok) return raw;
		const other = ROOTS.slice(1).find((root) => typeof raw.value === 'object' && raw.value !== null && root in raw.value);
		if (other !== undefined)
			return fail(
				finding(
					'content-refused',
					place(fileName, [other]),
					`this is an OSCAL ${other}, expected a catalog with the controls themselves`,
				),
			);
		const read = shaped(document, raw.value, fileName);
		return read.ok ? checkFramework(convert(read.value.catalog), fileName) : read;
	},
	write: writeOscalCatalog,
};

function convert(catalog: Catalog): unknown {
	const groups = (catalog.groups ?? []).map((group, index) => ({
		id: group.id ?? `group-${index + 1}`,
		title: group.title,
		controls: within(group),
	}));
	const loose = (catalog.controls ?? []).flatMap((control) => withNested(control));
	if (loose.length > 0) groups.push({ id: 'catalog', title: catalog.metadata.title, controls: loose });
	const filled = groups.filter((group) => group.controls.length > 0);
	const authors = (catalog.metadata.parties ?? []).flatMap((party) => party.name ?? []);
	return {
		id: `oscal-${catalog.metadata.title
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '')}`.slice(0, 80),
		version: catalog.metadata.version,
		name: same(catalog.metadata.title),
		status: 'imported',
		notice: assumedScaleNotice,
		languages: ['en'],
		scale: sectorScale,
		clusters: filled.map(({ id, title }) => ({ id, title: same(title) })),
		controls: filled.flatMap((group) => group.controls.map((one) => ({ cluster: group.id, ...one }))),
		licence: catalog.metadata.remarks?.trim() || 'not stated in the source',
		attribution: `${authors.join(', ') || catalog.metadata.title}; OSCAL catalog ${catalog.uuid}`,
	};
}

/** Controls of a group and of the groups inside it; the inner title stays as section. */
function within(group: OscalGroup, section?: string): object[] {
	const own = (group.controls ?? []).flatMap((control) => withNested(control, section));
	return [...own, ...(group.groups ?? []).flatMap((inner) => within(inner, inner.title))];
}

function withNested(control: OscalControl, section?: string, parent?: string): object[] {
	const label = control.props?.find((prop) => prop.name === 'label' && prop.class !== 'zero-padded')?.value;
	const withdrawn = control.props?.some((prop) => prop.name === 'status' && prop.value.toLowerCase() === 'withdrawn');
	const description = proseOf(control);
	const own = {
		id: control.id,
		title: same(control.title),
		...(description && { description: same(description) }),
		...(section && { section: same(section) }),
		...(label && { references: [label] }),
		...(withdrawn && { activeByDefault: false }),
		...(parent && { parent }),
	};
	return [own, ...(control.controls ?? []).flatMap((inner) => withNested(inner, section, control.id))];
}

function same(text: string) {
	return { nl: text, en: text };
}
