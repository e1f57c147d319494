import type * as sharing from '#sharing/contract';
import { type Client, tokenClient } from './client.ts';
import type { People } from './norm-steps.ts';
import { worthSharing } from './real-line.ts';
import { percentile, type Report } from './report.ts';
import { type Alert, post } from './watch-steps.ts';

type Answer<E extends { response: { _zod: { output: unknown } } }> = E['response']['_zod']['output'];
type Shared = Answer<typeof sharing.createAdvisory>;

const json = (value: unknown) => JSON.stringify(value);
/** Sensors that post at the same moment. */
const atOnce = 8;

export interface SharedIndicator extends Shared {
	readonly kind: string;
	readonly value: string;
	readonly sharedAt: number;
}

/** Others will meet the first; the second they only look for in their past. */
const toShare = ({ observables }: Alert) => worthSharing(observables).slice(0, 2);

/** Some other institutions met the second value yesterday, when nobody knew what it was. */
export async function metEarlier(base: string, sensors: readonly string[], alert: Alert): Promise<void> {
	const sought = toShare(alert).at(-1);
	if (sought === undefined) return;
	const time = new Date(Date.now() - 86_400_000).toISOString();
	const line = json({ time, message: 'npm run thread', observables: { [sought.kind]: sought.value } });
	await Promise.all(sensors.map((secret) => post(tokenClient(base, secret), [line])));
}

/** The analyst takes the alert, shares what it shows with a mitigation, and decides. */
export async function share({ analyst }: People, alert: Alert, report: Report): Promise<SharedIndicator> {
	const shown = toShare(alert);
	const [first] = shown;
	if (first === undefined) throw new Error(`the alert shows nothing to share: ${json(alert.observables)}`);
	await analyst.send('POST', `/v1/alerts/${alert.id}/take`, json({ takeOver: true }));
	const body = {
		title: { nl: `Gezien bij een instelling: ${alert.titleNl}`, en: `Seen at an institution: ${alert.titleEn}` },
		summary: {
			nl: 'Een regel sloeg aan bij een van ons. Kijk of u dit ook ziet.',
			en: 'A rule hit at one of us. See whether you have it too.',
		},
		...{ tlp: 'amber', audience: { to: 'all' }, because: alert.id },
		indicators: shown.map(({ kind, value }) => ({ kind, value, confidence: 80 })),
		lines: [
			{
				text: {
					nl: 'Haal een machine waarop u dit ziet van het netwerk en onderzoek haar',
					en: 'Take a machine where you see this off the network and examine it',
				},
				effort: 'hours',
			},
		],
	};
	const shared = (await analyst.send('POST', '/v1/advisories', json(body))) as Shared;
	const sharedAt = performance.now();
	await analyst.send(
		'POST',
		`/v1/alerts/${alert.id}/decide`,
		json({ decision: 'true-positive', reason: 'Gedeeld met de sector' }),
	);
	const kinds = shown.map(({ kind }) => kind).join(' and ');
	report.step('the analyst shares it with a mitigation', { kind: kinds, recipients: shared.recipients });
	return { ...shared, ...first, sharedAt };
}

/** A host of its own for each play, or the second play would only count on the first one's alerts. */
const carrying = ({ id, kind, value }: SharedIndicator) =>
	json({
		time: new Date().toISOString(),
		message: 'npm run thread',
		observables: { [kind]: value },
		host: `ander-${id}.draad.example`,
	});

/** Every other institution meets the indicator, each through a sensor of its own. Times count from the moment of sharing. */
export async function matchEverywhere(
	base: string,
	sensors: readonly string[],
	shared: SharedIndicator,
	report: Report,
): Promise<void> {
	const waits: number[] = [];
	const queue = sensors.map((secret) => tokenClient(base, secret));
	async function meet(sensor: Client): Promise<void> {
		for (let attempt = 0; attempt < 200; attempt += 1) {
			const sent = performance.now();
			const answer = await post(sensor, [carrying(shared)]);
			if (answer.alerts === 0) continue;
			// A match at the first post is timed from that post: this sensor's turn came late, not the indicator.
			waits.push(performance.now() - (attempt === 0 ? sent : shared.sharedAt));
			return;
		}
		throw new Error('an institution does not match on the shared indicator');
	}
	const work = async () => {
		for (let sensor = queue.pop(); sensor !== undefined; sensor = queue.pop()) await meet(sensor);
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	report.step('every other institution matches on it', {
		sensors: waits.length,
		'p50 ms': percentile(waits, 0.5),
		'p95 ms': percentile(waits, 0.95),
	});
}

/** Each institution has searched its own past: seen, or checked and not seen, or could not check. */
export async function lookBack({ desk, ciso }: People, shared: SharedIndicator, report: Report): Promise<void> {
	type Sightings = Answer<typeof sharing.advisorySightings>;
	// The desk hears the answer of those that disclose their handling to it; one that was registered a moment ago does not yet.
	const grid = (await desk.send('GET', `/v1/advisories/${shared.id}/handling`)) as Answer<typeof sharing.handlingGrid>;
	const expected = grid.institutions.length;
	const sought = shared.indicatorIds.at(-1);
	const asked = `/v1/advisories/${shared.id}/sightings?indicator=${sought}`;
	for (;;) {
		const { counts } = (await desk.send('GET', `${asked}&limit=1`)) as Sightings;
		const answered = counts.seen + counts['checked-not-seen'] + counts['could-not-check'];
		const waited = performance.now() - shared.sharedAt;
		if (answered >= expected) {
			const own = (await ciso.send('GET', asked)) as Sightings;
			const ownAnswer = own.items[0]?.answer ?? '-';
			if (counts.seen === 0) throw new Error('nobody found in its past what some had met the day before');
			const figures = {
				seen: counts.seen,
				'checked, not seen': counts['checked-not-seen'],
				'could not check': counts['could-not-check'],
			};
			report.step('each has searched its own past', {
				...figures,
				'own answer': ownAnswer,
				'ms since sharing': Math.round(waited),
			});
			return;
		}
		if (waited > 30_000) throw new Error(`only ${answered} of ${expected} institutions answered in 30 s`);
		await new Promise((done) => setTimeout(done, 50));
	}
}

/** The mitigation goes from received to planned to done, and somebody else verifies it. */
export async function followUp(
	{ ciso, desk }: People,
	institution: string,
	shared: SharedIndicator,
	report: Report,
): Promise<void> {
	type Grid = Answer<typeof sharing.handlingGrid>;
	const path = `/v1/advisories/${shared.id}/handling?institution=${institution}`;
	const grid = (await ciso.send('GET', path)) as Grid;
	const cell = grid.institutions.find(({ id }) => id === institution)?.cells[0];
	if (cell === undefined) throw new Error('the institution has no handling row');
	const move = (who: Client, change: object) => who.send('PATCH', `/v1/handling/${cell.id}`, json({ change }));
	await move(ciso, { state: 'planned', plannedOn: new Date().toISOString().slice(0, 10), owner: 'Hoofd ICT' });
	await move(ciso, { state: 'done', proof: 'Machine van het netwerk gehaald, schijf onderzocht en opnieuw ingericht' });
	await move(desk, { state: 'verified', how: 'Verslag van het onderzoek gezien' });
	const after = (await desk.send('GET', path)) as Grid;
	const state = after.institutions.find(({ id }) => id === institution)?.cells[0]?.state;
	if (state !== 'verified') throw new Error(`the mitigation is ${state}, not verified`);
	report.step('the mitigation is followed to verified', { state });
}
