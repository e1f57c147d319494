import { setUpLink } from '#institutions';
import { loadContent } from '#norms';
import { asSystem, type Platform, sql } from '#platform';

/** What the terminal tells besides the address. */
export interface Prepared {
	readonly setUp: string | undefined;
	readonly personas: readonly string[];
}

/** Loads the content of the sector; on an empty database makes a one-time link to set up a real sector. */
export async function prepare(platform: Platform): Promise<Prepared> {
	await loadContent(platform);
	return asSystem(platform, async (work) => {
		const found = await sql<{ n: number }>`select count(*)::int as n from institutions.organisations`.execute(work.tx);
		const fresh = (found.rows[0]?.n ?? 0) === 0;
		return { setUp: fresh ? await setUpLink(work) : undefined, personas: [] };
	});
}

export function welcome(platform: Platform, port: number, prepared: Prepared): string {
	const address = platform.config.BASE_URL ?? `http://localhost:${port}`;
	const lines = ['', `  Dijkwacht  ${address}`, ''];
	if (prepared.personas.length > 0)
		lines.push('  Demo. Choose a persona on the first page:', `  ${prepared.personas.join(' · ')}`, '');
	if (prepared.setUp !== undefined) lines.push('  Set up this sector with the one-time link:', `  ${prepared.setUp}`, '');
	return lines.join('\n');
}
