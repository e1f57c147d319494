import { createHash } from 'node:crypto';
import type { FrameworkContent, FrameworkControl } from '../model/framework.ts';

/**
 * The framework as an OSCAL 1.1.3 catalogue: clusters become groups, controls of a control stand inside it. OSCAL has one
 * language and no scale: Dutch is written, with the English title as a property; the scale stays behind.
 * @param now moment that the file states as its last change
 */
export function writeOscalCatalog(framework: FrameworkContent, now: Date): string {
	const catalog = {
		uuid: uuidOf(framework),
		metadata: {
			title: framework.name.nl,
			'last-modified': now.toISOString(),
			version: framework.version,
			'oscal-version': '1.1.3',
			props: [{ name: 'status', ns: NAMESPACE, value: framework.status }],
			remarks: [framework.notice?.nl, framework.licence, framework.attribution].filter(Boolean).join('\n\n'),
		},
		groups: framework.clusters.map((cluster) => ({
			id: token(`cluster-${cluster.id}`),
			title: cluster.title.nl,
			props: [{ name: 'label', value: cluster.id }],
			...filled('controls', tops(framework, cluster.id)),
		})),
	};
	return `${JSON.stringify({ catalog }, null, 2)}\n`;
}

const NAMESPACE = 'urn:dijkwacht:framework';

/** A child whose parent lies in another cluster stands at the top of its own. */
function tops(framework: FrameworkContent, cluster: string): object[] {
	const own = framework.controls.filter((control) => control.cluster === cluster);
	const ids = new Set(own.map((control) => control.id));
	return own.filter((control) => control.parent === undefined || !ids.has(control.parent)).map((control) => write(control, own));
}

function write(control: FrameworkControl, cluster: readonly FrameworkControl[]): object {
	const inner = cluster.filter((one) => one.parent === control.id).map((one) => write(one, cluster));
	const id = token(control.id);
	const said = control.description?.nl.trim();
	return {
		id,
		title: control.title.nl,
		props: [
			{ name: 'label', value: control.id },
			{ name: 'title-en', ns: NAMESPACE, value: oneLine(control.title.en) },
			...control.references.map((reference) => ({ name: 'reference', ns: NAMESPACE, value: oneLine(reference) })),
			...(control.activeByDefault ? [] : [{ name: 'inactive-by-default', ns: NAMESPACE, value: 'true' }]),
		],
		...(said && { parts: [{ id: `${id}_smt`, name: 'statement', prose: said }] }),
		...filled('controls', inner),
	};
}

/** OSCAL has no empty lists. */
function filled(name: string, items: readonly object[]): Record<string, readonly object[]> {
	return items.length > 0 ? { [name]: items } : {};
}

/** OSCAL ids begin with a letter or `_` and hold no blanks or brackets; the id as people know it stands in the label. */
function token(id: string): string {
	const safe = id.replace(/[^\p{L}\p{N}._-]+/gu, '-');
	return /^[\p{L}_]/u.test(safe) ? safe : `c-${safe}`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/gu, ' ').trim();
}

/** The same framework version always has the same UUID (of the form of version 5). */
function uuidOf({ id, version }: FrameworkContent): string {
	const hex = createHash('sha256').update(`${NAMESPACE}:${id}:${version}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
