import { setUpLink, whoIsThere } from '#institutions';
import { loadContent } from '#norms';
import { asSystem, type Platform } from '#platform';
import { readSector } from './seed/content.ts';
import { isFresh, seedDemo } from './seed.ts';

/** What the terminal tells besides the address. */
export interface Prepared {
	/** Demo sector: personas open its door. */
	readonly demo: boolean;
	readonly setUp: string | undefined;
	readonly personas: readonly string[];
}

/**
 * Loads the content of the sector; fills an empty database with the demo, or makes a one-time link to set up a real sector.
 * A real sector stays one however it is started again: a plain start must not open its door to whoever is at the machine.
 */
export async function prepare(platform: Platform): Promise<Prepared> {
	await loadContent(platform);
	if (platform.config.DEMO && (await isFresh(platform))) await seedDemo(platform, (step) => platform.log.info({ step }, 'demo'));
	const there = await asSystem(platform, whoIsThere);
	if (platform.config.DEMO && there === 'personas')
		return { demo: true, setUp: undefined, personas: readSector().people.map(({ key }) => key) };
	const greets = platform.config.SERVICES.includes('web');
	return { demo: false, setUp: there === 'nobody' && greets ? await asSystem(platform, setUpLink) : undefined, personas: [] };
}

export function welcome(platform: Platform, prepared: Prepared): string {
	const address = platform.config.baseUrl;
	const lines = ['', `  Dijkwacht  ${address}`, ''];
	if (prepared.personas.length > 0)
		lines.push('  Demo. Choose a persona on the first page:', `  ${prepared.personas.join(' · ')}`, '');
	if (prepared.setUp !== undefined) {
		const { pathname, hash } = new URL(prepared.setUp);
		lines.push('  Set up this sector with the one-time link:', `  ${address}${pathname}${hash}`, '');
	}
	return lines.join('\n');
}
