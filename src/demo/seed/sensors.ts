import { issueToken } from '#institutions';
import { addSensors, type NewSensor } from '#monitoring';
import type { Work } from '#platform';
import type { Draw } from '../random.ts';
import type { Places } from './sector.ts';

/** What a sensor of the demo keeps: its secret and what it sends. */
export interface DemoSensor {
	readonly institution: string;
	readonly kind: string;
	readonly secret: string;
	readonly rhythmSeconds: number;
}

const yearsValid = 10;

/** Sensors of the institutions that are connected, each with a token of its own. @returns what the sensors keep */
export async function seedSensors(work: Work, places: Places, draw: Draw): Promise<DemoSensor[]> {
	const rows = places.institutions.flatMap(({ id }): NewSensor[] => {
		if (draw.next() < 0.12) return [];
		const all: NewSensor[] = [
			{ institution: id, name: 'Netwerk', kind: 'network', rhythmSeconds: 600, scope: 'Koppelvlak met internet' },
			{ institution: id, name: 'Werkplekken', kind: 'endpoint', rhythmSeconds: 900, scope: 'Beheerde werkplekken en servers' },
		];
		return draw.next() < 0.6 ? all : all.slice(0, 1);
	});
	const ids = await addSensors(work.tx, rows, work.now);
	const kept: DemoSensor[] = [];
	for (const [place, { institution, name, kind, rhythmSeconds }] of rows.entries()) {
		const expiresAt = new Date(work.now.getTime() + yearsValid * 365 * 86_400_000);
		const { secret } = await issueToken(work, {
			organisation: institution,
			name,
			scope: 'ingest',
			sensor: ids[place],
			expiresAt,
		});
		kept.push({ institution, kind, secret, rhythmSeconds });
	}
	return kept;
}
