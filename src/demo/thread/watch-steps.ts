import type * as monitoring from '#monitoring/contract';
import { type Client, tokenClient } from './client.ts';
import { openScreen, type Screen } from './live.ts';
import type { People } from './norm-steps.ts';
import { percentile, type Report } from './report.ts';
import type { Sources } from './sources.ts';

type Answer<E extends { response: { _zod: { output: unknown } } }> = E['response']['_zod']['output'];
type Batch = Answer<typeof monitoring.ingestEvents>;
export type Alert = Answer<typeof monitoring.listAlerts>['items'][number];

const batchSize = 1000;
const ndjson = 'application/x-ndjson';
/** Rounds in which one alert is timed from acknowledgement to screen. */
const timedAlerts = 20;

export function post(sensor: Client, lines: readonly string[]): Promise<Batch> {
	return sensor.send('POST', '/v1/ingest/events', `${lines.join('\n')}\n`, ndjson) as Promise<Batch>;
}

/** The institution connects a sensor; its token is shown once. */
export async function connectSensor({ ciso }: People, report: Report): Promise<Client> {
	const body = { name: `Draad ${Date.now()}`, kind: 'mixed', rhythmSeconds: 600, scope: 'npm run thread' };
	const sensor = (await ciso.send('POST', '/v1/sensors', JSON.stringify(body))) as Answer<typeof monitoring.createSensor>;
	report.step('a sensor is connected', { kind: sensor.kind, rhythm: `${sensor.rhythmSeconds} s` });
	return tokenClient(ciso.base, sensor.secret.token);
}

/** Real events go in; a repeated batch changes nothing. */
export async function sendEvents(sensor: Client, { events }: Sources, report: Report): Promise<void> {
	const total = { accepted: 0, refused: 0, alerts: 0 };
	const began = performance.now();
	for (let from = 0; from < events.length; from += batchSize) {
		const answer = await post(sensor, events.slice(from, from + batchSize));
		total.accepted += answer.accepted;
		total.refused += answer.refused;
		total.alerts += answer.alerts;
	}
	const perSecond = Math.round((total.accepted / (performance.now() - began)) * 1000);
	const again = await post(sensor, events.slice(0, batchSize));
	if (!again.repeated) throw new Error('a repeated batch was taken as a new one');
	report.step('its sensor posts real events', { ...total, 'events/s': perSecond, 'repeated batch': 'unchanged' });
}

async function alertsOf({ analyst }: People, search: string): Promise<Alert[]> {
	const path = `/v1/alerts?limit=50&search=${encodeURIComponent(search)}`;
	return ((await analyst.send('GET', path)) as Answer<typeof monitoring.listAlerts>).items;
}

const hit = (n: number, host: string) =>
	JSON.stringify({
		...{ time: new Date().toISOString(), EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Hostname: host },
		...{ SourceName: 'Microsoft-Windows-Sysmon', EventTime: new Date().toISOString(), ProcessId: 4000 + n },
		...{
			Image: 'C:\\Windows\\System32\\vssadmin.exe',
			CommandLine: 'vssadmin.exe delete shadows /all /quiet',
			OriginalFileName: 'VSSADMIN.EXE',
		},
		...{
			ParentImage: 'C:\\Windows\\System32\\cmd.exe',
			User: 'DRAAD\\beheer',
			Hashes: 'SHA256=9F1DA3B2A1C5D4E3F2A1B0C9D8E7F6A5B4C3D2E1F0A9B8C7D6E5F4A3B2C1D0E9',
		},
	});

/** From acknowledgement of the batch to the moment the analyst's screen hears of the alert, time after time. */
export async function timeAlerts(people: People, sensor: Client, report: Report): Promise<Alert> {
	const screen: Screen = await openScreen(people.analyst.base, people.analyst.identity);
	const waits: number[] = [];
	let last: Alert | undefined;
	try {
		for (let n = 0; n < timedAlerts; n += 1) {
			const host = `werkplek-${Date.now()}-${n}.draad.example`;
			await post(sensor, [hit(n, host)]);
			const acknowledged = performance.now();
			last = (await alertsOf(people, host)).find(({ cause }) => cause.startsWith('rule:'));
			if (last === undefined) throw new Error('an event that a rule must match raised no alert');
			const { id } = last;
			const at = await screen.heard('alerts', ({ raised }) => Array.isArray(raised) && raised.includes(id), 5000);
			waits.push(Math.max(0, at - acknowledged));
		}
	} finally {
		screen.close();
	}
	if (last === undefined) throw new Error('no alert stands in the queue');
	const figures = { alerts: waits.length, 'p50 ms': percentile(waits, 0.5), 'p95 ms': percentile(waits, 0.95) };
	report.step('a Sigma rule raises alerts on the screen', { ...figures, rule: last.titleEn });
	return last;
}
