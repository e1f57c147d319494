import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect, type Finding, finding, ok, Refusal, type Result } from '#kernel';
import { asSystem, type Platform } from '#platform';
import { readCrosswalk, readFramework } from '../formats.ts';
import type { CrosswalkContent, FrameworkContent } from '../model/framework.ts';
import { danglingRelations } from '../model/framework-check.ts';
import { type KnownVersion, sectorVersions, writeCrosswalks, writeFramework } from '../store.ts';

const contentFolder = join(import.meta.dirname, '../../../content');

interface Read<T> {
	readonly file: string;
	readonly value: T;
}

function filesOf(folder: string): { file: string; text: string }[] {
	if (!existsSync(folder)) return [];
	const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
	return names.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** Prints of a framework: of what scores rest on, and of every word. */
export function printsOf(content: FrameworkContent): { structure: string; content: string } {
	const print = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
	const { min, max } = content.scale;
	const controls = content.controls.map((one) => [one.id, one.cluster, one.activeByDefault]);
	return { structure: print([min, max, content.clusters.map((one) => one.id).sort(), controls.sort()]), content: print(content) };
}

/** A version whose controls changed is another version: scores on the old one would silently mean something else. */
function changedVersions(frameworks: readonly Read<FrameworkContent>[], known: readonly KnownVersion[]): Finding[] {
	return frameworks.flatMap(({ file, value }) => {
		const before = known.find((one) => one.framework === value.id && one.version === value.version);
		if (before === undefined || before.structureHash === printsOf(value).structure) return [];
		const detail = `clusters, controls or scale of ${value.id} ${value.version} changed after it was published: give it a new version`;
		return [finding('content-refused', `${file}:/version`, detail)];
	});
}

function readAll(folder: string): { frameworks: Read<FrameworkContent>[]; crosswalks: Read<CrosswalkContent>[] } {
	const reading = <T>(name: string, read: (text: string, file: string) => Result<T>) =>
		collect(
			filesOf(join(folder, name)).map(({ file, text }): Result<Read<T>> => {
				const one = read(text, `${name}/${file}`);
				return one.ok ? ok({ file: `${name}/${file}`, value: one.value }) : one;
			}),
		);
	const frameworks = reading('frameworks', readFramework);
	const crosswalks = reading('crosswalks', readCrosswalk);
	const findings = [frameworks, crosswalks].flatMap((one) => (one.ok ? [] : one.findings));
	if (!frameworks.ok || !crosswalks.ok) throw new Refusal('content-refused', 'The content folder has faults', findings);
	return { frameworks: frameworks.value, crosswalks: crosswalks.value };
}

/**
 * Loads `content/frameworks` and `content/crosswalks` into the sector's catalogue, as a whole or not at all. Repeating it changes nothing.
 * @returns how many framework versions were new or had their words mended. Refuses `content-refused` with every fault of every file.
 */
export async function loadContent(platform: Platform, folder = contentFolder): Promise<number> {
	const { frameworks, crosswalks } = readAll(folder);
	const contents = frameworks.map(({ value }) => value);
	return asSystem(platform, async ({ tx }) => {
		const known = await sectorVersions(tx);
		const dangling = crosswalks.flatMap(({ file, value }) => danglingRelations(value, contents, file));
		const findings = [...changedVersions(frameworks, known), ...dangling];
		if (findings.length > 0) throw new Refusal('content-refused', 'The content folder has faults', findings);
		const same = (one: FrameworkContent) =>
			known.some((k) => k.framework === one.id && k.version === one.version && k.contentHash === printsOf(one).content);
		const fresh = contents.filter((one) => !same(one));
		for (const one of fresh) await writeFramework(tx, one, { ...printsOf(one), format: 'dijkwacht-yaml' }, null, null);
		if (crosswalks.length > 0)
			await writeCrosswalks(
				tx,
				crosswalks.map(({ value }) => value),
				null,
			);
		return fresh.length;
	});
}
