import { readdirSync, readFileSync } from 'node:fs';

const content = new URL('../../content/', import.meta.url);

/** Files of one folder of `content/` with that ending, by name. None is a fault: a guard that saw nothing proves nothing. */
export function contentFiles(folder: string, ending: string): { name: string; text: string }[] {
	const names = readdirSync(new URL(`${folder}/`, content))
		.filter((name) => name.endsWith(ending))
		.sort();
	if (names.length === 0) throw new Error(`no *${ending} in content/${folder}: this guard saw nothing`);
	return names.map((name) => ({ name: `content/${folder}/${name}`, text: contentText(`${folder}/${name}`) }));
}

export function contentText(path: string): string {
	return readFileSync(new URL(path, content), 'utf8');
}

/** The bytes as they stand on disk, for files that are not UTF-8. */
export function contentBytes(path: string): Buffer {
	return readFileSync(new URL(path, content));
}
