import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '../..');

/** One hash over all sources of the screens. */
function sourceHash(): string {
	const files = globSync(['web/**/*.{ts,tsx,css,html,json,svg}', 'src/*/contract.ts', 'src/*/contract/*.ts', 'src/kernel/*.ts'], {
		cwd: root,
	});
	const digest = createHash('sha256').update('packed');
	for (const file of files.filter((name) => !name.startsWith('web/dist')).sort())
		digest.update(file).update(readFileSync(join(root, file)));
	return digest.digest('hex');
}

/** Each script and style also packed, so that a browser on a thin line gets a quarter of it. */
function packAssets(folder: string): void {
	for (const name of globSync('assets/*.{js,css,svg}', { cwd: folder })) {
		const text = readFileSync(join(folder, name));
		writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
		writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
	}
}

/** Builds the screens when they are absent or older than their sources. @returns the folder with the built files */
export async function buildWeb(): Promise<string> {
	const folder = join(root, 'web/dist');
	const mark = join(folder, '.source');
	const hash = sourceHash();
	if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return folder;
	const { build } = await import('vite');
	await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
	packAssets(folder);
	writeFileSync(mark, hash);
	return folder;
}
