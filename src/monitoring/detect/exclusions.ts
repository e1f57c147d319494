import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Exclusion, ExclusionList } from '#engine';

const contentFile = fileURLToPath(new URL('../../../content/exclusions.json', import.meta.url));

/** The project's own list of what is too common to raise an alert by itself. Throws when a value is not of its kind. */
export async function readExclusions(file = contentFile): Promise<ExclusionList> {
	const list = new ExclusionList();
	const faults = list.add(JSON.parse(await readFile(file, 'utf8')) as Exclusion[]);
	if (faults.length > 0) throw new Error(`exclusions: ${faults.map(({ where, detail }) => `${where} ${detail}`).join('; ')}`);
	return list;
}
