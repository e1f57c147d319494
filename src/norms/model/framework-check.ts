import { collect, type Finding, fail, finding, ok, type Result } from '#kernel';
import type { z } from 'zod';
import {
	type CrosswalkContent,
	crosswalkContent,
	type FrameworkContent,
	frameworkContent,
	type FrameworkScale,
} from './framework.ts';

const MAX_FINDINGS = 200;

/** `file:/json/pointer`, the form in which all findings about content name their place. */
export function place(fileName: string, path: readonly (string | number | symbol)[]): string {
	return `${fileName}:/${path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

/** All findings, or the first 200 and the number of those left out. */
export function bounded(findings: readonly Finding[], fileName: string): Finding[] {
	if (findings.length <= MAX_FINDINGS) return [...findings];
	const rest = findings.length - MAX_FINDINGS;
	return [...findings.slice(0, MAX_FINDINGS), finding('content-refused', place(fileName, []), `and ${rest} more faults`)];
}

/** Checks the shape of a value that came from a file; each fault becomes a finding with file and path. */
export function shaped<T>(
	schema: z.ZodType<T>,
	value: unknown,
	fileName: string,
	under: readonly (string | number)[] = [],
): Result<T> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return ok(parsed.data);
	const findings = parsed.error.issues.map((issue) =>
		finding('content-refused', place(fileName, [...under, ...issue.path]), issue.message),
	);
	return fail(...bounded(findings, fileName));
}

/** Shape and coherence of a framework: unique ids, known clusters and parents, no parent circle, a scale without gaps. */
export function checkFramework(value: unknown, fileName: string): Result<FrameworkContent> {
	const read = shaped(frameworkContent, value, fileName);
	if (!read.ok) return read;
	const findings = [
		...scaleFindings(read.value.scale, fileName),
		...doubles(read.value.clusters, 'clusters', fileName),
		...doubles(read.value.controls, 'controls', fileName),
		...controlFindings(read.value, fileName),
	];
	return findings.length > 0 ? fail(...bounded(findings, fileName)) : read;
}

export function checkCrosswalk(value: unknown, fileName: string): Result<CrosswalkContent> {
	const read = shaped(crosswalkContent, value, fileName);
	if (!read.ok) return read;
	const seen = new Set<string>();
	const findings: Finding[] = [];
	for (const [index, relation] of read.value.relations.entries()) {
		const pair = JSON.stringify([relation.source, relation.target]);
		if (seen.has(pair))
			findings.push(fault(fileName, ['relations', index], `${relation.source} and ${relation.target} are related twice`));
		seen.add(pair);
	}
	return findings.length > 0 ? fail(...bounded(findings, fileName)) : read;
}

/** Which ids of a crosswalk the two frameworks do not know. An absent framework is one finding, not one per relation. */
export function danglingRelations(
	crosswalk: CrosswalkContent,
	frameworks: readonly FrameworkContent[],
	fileName: string,
): Finding[] {
	const sides = (['source', 'target'] as const).map((name) => {
		const { framework, version } = crosswalk[name];
		const known = frameworks.find((one) => one.id === framework && (version === undefined || one.version === version));
		if (known === undefined) return fail(fault(fileName, [name, 'framework'], `framework ${framework} is not known here`));
		const ids = new Set(known.controls.map((control) => control.id));
		return collect(
			crosswalk.relations.map((relation, index) =>
				ids.has(relation[name])
					? ok(null)
					: fail(fault(fileName, ['relations', index, name], `${framework} has no control ${relation[name]}`)),
			),
		);
	});
	return bounded(
		sides.flatMap((side) => (side.ok ? [] : side.findings)),
		fileName,
	);
}

function fault(fileName: string, path: readonly (string | number)[], detail: string): Finding {
	return finding('content-refused', place(fileName, path), detail);
}

function scaleFindings(scale: FrameworkScale, fileName: string): Finding[] {
	const expected = Array.from({ length: Math.max(0, scale.max - scale.min + 1) }, (_, step) => scale.min + step);
	const found = scale.levels.map((one) => one.level);
	if (expected.length >= 2 && expected.join() === found.join()) return [];
	return [
		fault(
			fileName,
			['scale', 'levels'],
			`levels must be ${scale.min} to ${scale.max} in order, each once; found ${found.join(', ')}`,
		),
	];
}

function doubles(items: readonly { id: string }[], name: string, fileName: string): Finding[] {
	const seen = new Set<string>();
	return items.flatMap((item, index) => {
		if (seen.has(item.id)) return [fault(fileName, [name, index, 'id'], `${item.id} stands here for the second time`)];
		seen.add(item.id);
		return [];
	});
}

function controlFindings(framework: FrameworkContent, fileName: string): Finding[] {
	const clusters = new Set(framework.clusters.map((cluster) => cluster.id));
	const parents = new Map([...framework.controls].reverse().map((control) => [control.id, control.parent]));
	return framework.controls.flatMap((control, index) => {
		const findings: Finding[] = [];
		const at = (path: string, detail: string) => findings.push(fault(fileName, ['controls', index, path], detail));
		if (!clusters.has(control.cluster)) at('cluster', `there is no cluster ${control.cluster}`);
		if (control.parent !== undefined && !parents.has(control.parent)) at('parent', `there is no control ${control.parent}`);
		else if (climbsInCircle(control.id, parents)) at('parent', 'the parents form a circle');
		const levels = control.levelTexts?.map((one) => one.level) ?? [];
		if (new Set(levels).size < levels.length) at('levelTexts', 'a level has two texts');
		if (levels.some((level) => level < framework.scale.min || level > framework.scale.max))
			at('levelTexts', 'a level lies outside the scale');
		return findings;
	});
}

/** Parents are at most a few deep in honest files; 50 steps without an end is a circle. */
function climbsInCircle(start: string, parents: ReadonlyMap<string, string | undefined>): boolean {
	let at: string | undefined = start;
	for (let step = 0; step < 50; step++) {
		at = parents.get(at);
		if (at === undefined) return false;
	}
	return true;
}
