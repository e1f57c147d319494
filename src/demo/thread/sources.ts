import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The files the thread plays with: our own samples, or the public ones of a folder. */
export interface Sources {
	readonly catalogue: { readonly name: string; readonly text: string };
	readonly register: Buffer;
	/** Lines of events, in the order in which the sensor sends them. */
	readonly events: readonly string[];
}

const content = join(import.meta.dirname, '../../../content');
/** Enough to meet every kind of line, few enough to stay a demonstration. */
const mostEvents = 20_000;

function linesOf(buffer: Buffer): string[] {
	return buffer.toString('utf8').split('\n').filter(Boolean).slice(0, mostEvents);
}

export function ownSources(): Sources {
	const catalogue = join(content, 'demo/catalogue.yaml');
	const names = ['suricata', 'zeek', 'windows', 'cloud'];
	return {
		catalogue: { name: 'catalogue.yaml', text: readFileSync(catalogue, 'utf8') },
		register: readFileSync(join(content, 'demo/duo-ho.csv')),
		events: names.flatMap((name) => linesOf(readFileSync(join(content, `demo/events/${name}.ndjson`)))),
	};
}

/** @param folder laid out as its README says; the register stays our own, for no public file of it lies there */
export function publicSources(folder: string): Sources {
	const file = join(folder, 'frameworks/cbw_nis2.yaml');
	if (!existsSync(file)) throw new Error(`${folder} holds no frameworks/cbw_nis2.yaml`);
	const names = ['otrf-windows', 'zeek-apt29', 'suricata-eve-alerts'];
	return {
		catalogue: { name: 'cbw_nis2.yaml', text: readFileSync(file, 'utf8') },
		register: ownSources().register,
		events: names.flatMap((name) => linesOf(gunzipSync(readFileSync(join(folder, `detection/${name}.ndjson.gz`))))),
	};
}
