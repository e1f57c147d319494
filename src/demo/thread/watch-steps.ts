import type * as monitoring from '#monitoring/contract';
import { type Client, tokenClient } from './client.ts';
import { openScreen, type Screen } from './live.ts';
import type { People } from './norm-steps.ts';
import { percentile, type Report } from './report.ts';
import { anotherHost, isWhole, onHost, worthSharing } from './real-line.ts';
import type { Sources } from './sources.ts';

type Answer<E extends { response: { _zod: { output: unknown } } }> = E['response']['_zod']['output'];
type Batch = Answer<typeof monitoring.ingestEvents>;
export type Alert = Answer<typeof monitoring.listAlerts>['items'][number];
type Detail = Answer<typeof monitoring.readAlert>;

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

async function get<T>(client: Client, path: string): Promise<T> {
	return (await client.send('GET', path)) as T;
}

/** Alerts of this institution in the analyst's queue that were not known yet, newest first. */
async function freshAlerts({ analyst }: People, institution: string, known: Set<string>): Promise<Alert[]> {
	const page = await get<Answer<typeof monitoring.listAlerts>>(analyst, `/v1/alerts?limit=100&institution=${institution}`);
	const fresh = page.items.filter(({ id }) => !known.has(id));
	for (const { id } of fresh) known.add(id);
	return fresh;
}

async function onScreen(screen: Screen, id: string, acknowledged: number): Promise<number> {
	const at = await screen.heard('alerts', ({ raised }) => Array.isArray(raised) && raised.includes(id), 5000);
	return Math.max(0, at - acknowledged);
}

/** Real events go in, every alert of them reaches the analyst's screen, and a repeated batch changes nothing. */
export async function sendEvents(
	people: People,
	institution: string,
	sensor: Client,
	{ events }: Sources,
	report: Report,
): Promise<void> {
	const screen = await openScreen(people.analyst.base, people.analyst.identity);
	const known = new Set<string>();
	await freshAlerts(people, institution, known);
	const total = { accepted: 0, refused: 0, alerts: 0 };
	const waits: number[] = [];
	let posting = 0;
	try {
		for (let from = 0; from < events.length; from += batchSize) {
			const batch = events.slice(from, from + batchSize);
			const began = performance.now();
			const answer = await post(sensor, batch);
			const acknowledged = performance.now();
			posting += acknowledged - began;
			total.accepted += answer.accepted;
			total.refused += answer.refused;
			total.alerts += answer.alerts;
			if (answer.alerts === 0) continue;
			for (const { id } of await freshAlerts(people, institution, known)) waits.push(await onScreen(screen, id, acknowledged));
		}
	} finally {
		screen.close();
	}
	const again = await post(sensor, events.slice(0, batchSize));
	if (!again.repeated) throw new Error('a repeated batch was taken as a new one');
	const perSecond = Math.round((total.accepted / posting) * 1000);
	const screenful = { 'on screen': waits.length, 'p95 ms': percentile(waits, 0.95) };
	report.step('its sensor posts real events', {
		...total,
		...screenful,
		'events/s': perSecond,
		'repeated batch': 'unchanged',
	});
}

let machines = 0;

/** Sends the line of an alert as if another machine had met the same; the alert that it raises of the same cause. */
async function replay(people: People, institution: string, sensor: Client, real: Detail, known: Set<string>) {
	machines += 1;
	await post(sensor, [onHost(real.excerpt, real.host, anotherHost(real.host, Date.now(), machines))]);
	const acknowledged = performance.now();
	const alert = (await freshAlerts(people, institution, known)).find(({ cause }) => cause === real.cause);
	return alert === undefined ? undefined : { alert, acknowledged };
}

/**
 * The newest alert of a rule on one event that shows something to share, with its whole line in which the host can be told
 * apart. The line of a correlation's last event raises nothing alone, so each is tried.
 */
async function realAlert(people: People, institution: string, sensor: Client, known: Set<string>): Promise<Detail> {
	for (const { id, cause, observables } of await freshAlerts(people, institution, known)) {
		if (!cause.startsWith('rule:') || worthSharing(observables).length === 0) continue;
		const detail = await get<Detail>(people.analyst, `/v1/alerts/${id}`);
		const { excerpt, host } = detail;
		if (!isWhole(excerpt) || onHost(excerpt, host, 'x') === excerpt) continue;
		const twice = [
			await replay(people, institution, sensor, detail, known),
			await replay(people, institution, sensor, detail, known),
		];
		if (twice.every((alert) => alert !== undefined)) return detail;
	}
	throw new Error('no real event raised an alert of a rule with something to share');
}

/**
 * From acknowledgement of the batch to the moment the analyst's screen hears of the alert, time after time: the line that
 * raised a real alert is sent again as if each time another machine had met the same.
 */
export async function timeAlerts(people: People, institution: string, sensor: Client, report: Report): Promise<Alert> {
	const known = new Set<string>();
	const real = await realAlert(people, institution, sensor, known);
	const screen = await openScreen(people.analyst.base, people.analyst.identity);
	const waits: number[] = [];
	let last: Alert = real;
	try {
		for (let n = 0; n < timedAlerts; n += 1) {
			const again = await replay(people, institution, sensor, real, known);
			if (again === undefined) throw new Error('an event that a rule must match raised no alert');
			waits.push(await onScreen(screen, again.alert.id, again.acknowledged));
			last = again.alert;
		}
	} finally {
		screen.close();
	}
	const figures = { alerts: waits.length, 'p50 ms': percentile(waits, 0.5), 'p95 ms': percentile(waits, 0.95) };
	report.step('a Sigma rule raises alerts on the screen', { ...figures, rule: last.titleEn });
	return last;
}
