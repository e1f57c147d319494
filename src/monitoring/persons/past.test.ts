import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, type Who } from '#platform';
import { indicatorsShared } from '#sharing/contract';
import { jobs } from '../jobs.ts';
import { applyAll, runErasure } from '../keeping/apply.ts';
import { turnOnPseudonyms } from '../testing/turn-on-pseudonyms.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';
import { runTrial } from '../trial/run-trial.ts';
import { newKeyPair } from './seal.ts';

let room: WatchRoom;
let ciso: Who;
let school = '';
const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();
const event = (minutesAgo: number, fields: object) => JSON.stringify({ time: at(minutesAgo), message: 'signed in', ...fields });

beforeAll(async () => {
	room = await watchRoom();
	[school] = room.schools;
	ciso = room.person(school, 'institution', 'ciso');
	await room.send(event(90, { user: 'zeldzaam', observables: { email: 'zeldzaam@example.nl' } }));
	await turnOnPseudonyms(room.app, room.as(ciso), newKeyPair());
	await room.send(
		[
			event(60, { user: 'zeldzaam', observables: { email: 'zeldzaam@example.nl' } }),
			event(50, {
				user: 'tweede@example.nl',
				url: 'https://phish.example/in?who=tweede@example.nl',
				CommandLine: 'tar c /home/tweede',
			}),
		].join('\n'),
	);
});
afterAll(() => room.stop());

async function ask(method: 'GET' | 'POST', url: string, body?: object) {
	const answer = await room.app.inject({ method, url, headers: room.as(ciso), ...(body && { payload: body }) });
	return answer.json();
}

test('look-back says of names what it would say without pseudonyms, also where a name stands inside a link', async () => {
	const cert = room.person(room.soc, 'surf-cert', 'cert-handler');
	const sought = [
		['email', 'zeldzaam@example.nl'],
		['user-name', 'zeldzaam'],
		['email', 'nooit@example.nl'],
		['url', 'https://phish.example/in?who=tweede@example.nl'],
		['url', 'https://phish.example/in?who=ander@example.nl'],
	];
	const text = { nl: 'Let op', en: 'Mind this' };
	const made = await room.app.inject({
		...{ method: 'POST', url: '/v1/advisories', headers: room.as(cert) },
		payload: {
			...{ title: text, summary: text, tlp: 'amber', audience: { to: 'all' }, state: 'published', lines: [{ text }] },
			indicators: sought.map(([kind, value]) => ({ kind, match: 'exact', value })),
		},
	});
	const { id, indicatorIds } = made.json() as { id: string; indicatorIds: string[] };
	await jobs.find(({ on }) => on === indicatorsShared.name)?.run(room.platform, { advisoryId: id, indicatorIds });
	const answers = await room.platform.database.system((tx) =>
		sql<{ row: string }>`select i.value || ' ' || s.answer || ' ' || s.past_count as row from sharing.sightings s
			join sharing.indicators i on i.id = s.indicator_id where i.advisory_id = ${id} and s.institution_id = ${school} order by 1`.execute(
			tx,
		),
	);
	expect(answers.rows.map(({ row }) => row)).toEqual([
		'https://phish.example/in?who=ander@example.nl checked-not-seen 0',
		'https://phish.example/in?who=tweede@example.nl seen 1',
		'nooit@example.nl checked-not-seen 0',
		'zeldzaam seen 2',
		'zeldzaam@example.nl seen 2',
	]);
	const alerts = await room.platform.database.system((tx) =>
		sql<{
			title: string;
		}>`select title_en as title from monitoring.alerts where institution_id = ${school} and looked_back order by 1`.execute(tx),
	);
	expect(alerts.rows.map(({ title }) => title.replace(/p_\w{16}/, 'p'))).toEqual([
		'Indicator seen: email p@example.nl',
		'Indicator seen: url https://phish.example/in?who=tweede@example.nl',
		'Indicator seen: user-name p',
	]);
});

const rule = (selection: string) => `title: Proef
id: 0197b1de-0000-4000-8000-0000000000ff
status: test
logsource: {product: any}
detection:
  selection: {${selection}}
  condition: selection
level: low
`;
async function tried(selection: string): Promise<[string, string | null]> {
	const { id } = (await ask('POST', '/v1/rule-trials', {
		rule: rule(selection).replace('logsource: {product: any}', 'logsource: {category: x}'),
	})) as {
		id: string;
	};
	await runTrial(room.platform, id);
	const { result } = (await ask('GET', `/v1/rule-trials/${id}`)) as {
		result: { answers: { institution: string; answer: string; reason: string | null }[] };
	};
	const { answer, reason } = result.answers.find(({ institution }) => institution === school)!;
	return [answer, reason];
}

test('a rule that names persons is not said to be unseen where names stand under pseudonyms', async () => {
	const hidden = ['could-not-check', 'names-are-pseudonyms'];
	expect(await tried("user|startswith: 'zeld'")).toEqual(hidden);
	expect(await tried("TargetUserName: 'iemand'")).toEqual(hidden);
	expect(await tried("CommandLine|contains: '/home/tweede'")).toEqual(hidden);
	expect(await tried("CommandLine|contains: '/home/vierde'")).toEqual(['checked-not-seen', null]);
	expect(await tried("TargetUserName|endswith: '$'")).toEqual(['checked-not-seen', null]);
});

test('sealed names go with the last event they were seen in, and stay while a hold is in force', async () => {
	const names = async () => ((await ask('GET', '/v1/persons')) as { names: number }).names;
	const before = await names();
	expect(before).toBeGreaterThan(1);
	await room.platform.database.system((tx) =>
		sql`update monitoring.person_entries set last_on = current_date - 401 where pseudonym = (
			select min(pseudonym) from monitoring.person_entries where institution_id = ${school})`.execute(tx),
	);
	const until = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
	const hold = (await ask('POST', '/v1/keeping/holds', { from: at(1), to: at(0), until, reason: 'Zaak' })) as { id: string };
	await applyAll(room.platform);
	expect(await names()).toBe(before);
	await ask('POST', `/v1/keeping/holds/${hold.id}/end`, { reason: 'klaar' });
	await applyAll(room.platform);
	expect(await names()).toBe(before - 1);
	await room.send(event(1, { user: 'zeldzaam', observables: { email: 'zeldzaam@example.nl' } }));
	await room.send(event(1, { user: 'tweede@example.nl' }));
	expect(await names()).toBe(before);
});

test('a person is erased under name and pseudonym, and the sealed name goes when nothing is held any more', async () => {
	const names = async () => ((await ask('GET', '/v1/persons')) as { names: number }).names;
	const before = await names();
	const span = {
		from: at(65),
		to: at(55),
		until: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
		reason: 'Zaak',
	};
	const hold = (await ask('POST', '/v1/keeping/holds', span)) as { id: string };
	const person = { scope: 'person', kind: 'user-name', value: 'Zeldzaam', reason: 'AVG' };
	const { id } = (await ask('POST', '/v1/keeping/erasures', person)) as { id: string };
	await runErasure(room.platform, id);
	const erasure = async () => ((await ask('GET', '/v1/keeping')) as { erasures: object[] }).erasures[0];
	expect(await erasure()).toMatchObject({ events: 2, held: 1, doneAt: null });
	expect(await names()).toBe(before);
	await ask('POST', `/v1/keeping/holds/${hold.id}/end`, { reason: 'klaar' });
	await runErasure(room.platform, id);
	expect(await erasure()).toMatchObject({ events: 3, held: 0, doneAt: expect.any(String) });
	expect(await names()).toBe(before - 1);
	const left = await room.telemetry.query<{ n: number }>(
		'SELECT toUInt32(uniqExact(batch, line)) AS n FROM dijkwacht.events WHERE institution = {school:UUID}',
		{ school },
	);
	expect(left).toEqual([{ n: 2 }]);
});
