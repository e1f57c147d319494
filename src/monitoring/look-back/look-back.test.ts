import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, sql } from '#platform';
import { indicatorsShared } from '#sharing/contract';
import { startDetection } from '../detect/detection.ts';
import { jobs } from '../jobs.ts';
import { type WatchRoom, watchRoom } from '../testing/watch-room.ts';

let room: WatchRoom;
beforeAll(async () => {
	room = await watchRoom();
});
afterAll(() => room.stop());

const event = (domain: string, host: string, minutesAgo = 60) =>
	JSON.stringify({ time: new Date(Date.now() - minutesAgo * 60_000).toISOString(), message: 'lookup', domain, host });

async function share(...values: string[]): Promise<{ id: string; indicatorIds: string[] }> {
	const cert = room.person(room.soc, 'surf-cert', 'cert-handler');
	const answer = await room.app.inject({
		...{ method: 'POST', url: '/v1/advisories', headers: room.as(cert) },
		payload: {
			title: { nl: 'Nagemaakte inlogpagina', en: 'Fake sign-in page' },
			summary: { nl: 'Blokkeer dit.', en: 'Block this.' },
			...{ tlp: 'amber', audience: { to: 'all' }, state: 'published' },
			lines: [{ text: { nl: 'Blokkeer het domein', en: 'Block the domain' } }],
			indicators: values.map((value) => ({ kind: 'domain', match: 'subdomains', value })),
		},
	});
	expect(answer.json()).toMatchObject({ state: 'published', recipients: 2 });
	return answer.json();
}

async function runLookBack(advisoryId: string, indicatorIds: string[]): Promise<void> {
	const lookBack = jobs.find(({ on }) => on === indicatorsShared.name);
	await lookBack?.run(room.platform, { advisoryId, indicatorIds });
}

interface Answer {
	institution: string;
	answer: string;
	count: number;
	reason: string | null;
}
async function answers(advisory: string): Promise<Answer[]> {
	const found = await room.platform.database.system((tx) =>
		sql<Answer>`select s.institution_id as institution, s.answer, s.past_count + s.live_count as count, s.reason
			from sharing.sightings s join sharing.indicators i on i.id = s.indicator_id where i.advisory_id = ${advisory}
			order by i.value, s.answer desc`.execute(tx),
	);
	return found.rows;
}

test('a shared indicator is looked for in the past of all and every institution answers', async () => {
	await room.send(
		[event('login.evil.example', 'pc1', 90), event('evil.example', 'pc2', 30), event('notevil.example', 'pc3')].join('\n'),
	);
	const { id, indicatorIds } = await share('evil.example', 'never.example');
	await runLookBack(id, indicatorIds);
	const first = await answers(id);
	expect(first.map(({ answer, count, reason }) => `${answer} ${count} ${reason}`)).toEqual([
		'seen 2 null',
		'could-not-check 0 no-sensor-has-reported',
		'could-not-check 0 no-sensor-has-reported',
		'checked-not-seen 0 null',
	]);
	await runLookBack(id, indicatorIds);
	expect((await answers(id)).map(({ count }) => count)).toEqual(first.map(({ count }) => count));
	const queue = await room.app.inject({ url: '/v1/alerts', headers: room.as(room.person(room.soc, 'surf-soc', 'soc-analyst')) });
	expect(queue.json().items).toMatchObject([{ lookedBack: true, count: 2, host: 'pc1', institution: room.schools[0] }]);
	const detail = await room.app.inject({
		url: `/v1/alerts/${queue.json().items[0].id}`,
		headers: room.as(room.person(room.schools[0], 'institution', 'ciso')),
	});
	expect(detail.json().excerpt).toContain('login.evil.example');
});

test('from then on it matches as it comes in, within a second, and not for those it was not meant for', async () => {
	const { id, indicatorIds } = await share('fresh.example');
	const { indicators } = await startDetection(room.platform);
	const cause = `indicator:${indicatorIds[0]}`;
	await expect.poll(() => indicators.standing(cause, room.schools[0], new Date())?.id, { timeout: 5000 }).toBe(indicatorIds[0]);
	expect(indicators.standing(cause, crypto.randomUUID(), new Date())).toBeUndefined();
	const sent = await room.send([event('a.fresh.example', 'pc9'), event('b.fresh.example', 'pc9')].join('\n'));
	expect(sent.json()).toMatchObject({ alerts: 1 });
	expect(await answers(id)).toMatchObject([{ institution: room.schools[0], answer: 'seen', count: 2 }]);
});

test('an indicator on what everybody uses raises nothing, now or in the past, and is told with what does', async () => {
	await room.send(event('api.ipify.org', 'pc7', 50));
	const { id, indicatorIds } = await share('api.ipify.org', 'worse.example');
	await runLookBack(id, indicatorIds);
	expect(await answers(id)).toMatchObject([{ answer: 'seen', count: 1 }, {}, {}, {}]);
	const { indicators } = await startDetection(room.platform);
	for (const indicator of indicatorIds)
		await expect
			.poll(() => indicators.standing(`indicator:${indicator}`, room.schools[0], new Date())?.id, { timeout: 5000 })
			.toBe(indicator);
	const both = { time: new Date().toISOString(), message: 'lookup', domain: ['api.ipify.org', 'worse.example'], host: 'pc7' };
	expect((await room.send(`${event('api.ipify.org', 'pc7', 1)}\n${JSON.stringify(both)}`)).json()).toMatchObject({ alerts: 1 });
	const headers = room.as(room.person(room.schools[0], 'institution', 'ciso'));
	const { items } = (await room.app.inject({ url: '/v1/alerts?search=pc7', headers })).json();
	expect(items).toHaveLength(1);
	expect((await room.app.inject({ url: `/v1/alerts/${items[0].id}`, headers })).json().context).toEqual([
		{ indicator: indicatorIds[0], kind: 'domain', value: 'api.ipify.org' },
	]);
});

test('rows of a batch under way are no events yet: they are asked for again once it is finished', async () => {
	await room.send(event('halfway.example', 'pc6'));
	const finished = (at: string | null) =>
		room.platform.database.system((tx) =>
			sql`update monitoring.batches set finished_at = ${at}::timestamptz
				where received_at = (select max(received_at) from monitoring.batches)`.execute(tx),
		);
	await finished(null);
	const { id, indicatorIds } = await share('halfway.example');
	await runLookBack(id, indicatorIds);
	expect((await answers(id)).map(({ answer }) => answer).sort()).toEqual(['checked-not-seen', 'could-not-check']);
	const again = jobs.find(({ name }) => name === 'monitoring.look-back-again')!;
	const rounds = async () => {
		const found = await room.db.database.pool.query<{ round: number }>(
			`select (payload->>'round')::int as round from graphile_worker._private_jobs where payload->>'advisoryId' = $1`,
			[id],
		);
		return found.rows.map(({ round }) => round);
	};
	const payload = { advisoryId: id, indicatorIds, since: new Date().toISOString(), round: 1 };
	await again.run(room.platform, payload);
	expect(await rounds()).toContain(2);
	await finished(new Date().toISOString());
	await again.run(room.platform, { ...payload, round: 2 });
	expect(await answers(id)).toMatchObject([{ answer: 'seen', count: 1 }, {}]);
	expect(await rounds()).not.toContain(3);
});

test('what carries a time of years ago or of tonight is searched like everything that is kept', async () => {
	const hours = 60;
	await room.send([event('old.example', 'pc8', 9 * 365 * 24 * hours), event('ahead.example', 'pc9', -12 * hours)].join('\n'));
	const { id, indicatorIds } = await share('ahead.example', 'old.example');
	await runLookBack(id, indicatorIds);
	const seen = (await answers(id)).filter(({ answer }) => answer === 'seen');
	expect(seen.map(({ institution, count }) => [institution, count])).toEqual([
		[room.schools[0], 1],
		[room.schools[0], 1],
	]);
});

test('all 160 institutions have answered in seconds', async () => {
	await asSystem(room.platform, ({ tx }) =>
		sql`with made as (insert into institutions.organisations (kind, name)
				select 'institution', 'School ' || n from generate_series(1, 158) n returning id), school as (
			insert into institutions.institutions (id, kind) select id, 'mbo' from made returning id)
			insert into monitoring.sensors (institution_id, name, kind, rhythm_seconds, last_report_at)
			select id, 'campus', 'network', 300, now() from made`.execute(tx),
	);
	const headers = room.as(room.person(room.soc, 'surf-cert', 'cert-handler'));
	const answer = await room.app.inject({
		...{ method: 'POST', url: '/v1/advisories', headers },
		payload: {
			title: { nl: 'Breed', en: 'Wide' },
			summary: { nl: 'Allen.', en: 'All.' },
			...{ tlp: 'green', audience: { to: 'all' }, state: 'published', lines: [{ text: { nl: 'Blokkeer', en: 'Block' } }] },
			indicators: Array.from({ length: 20 }, (_, n) => ({ kind: 'domain', match: 'subdomains', value: `wide${n}.example` })),
		},
	});
	const { id, indicatorIds } = answer.json();
	await runLookBack(id, indicatorIds);
	expect(await answers(id)).toHaveLength(20 * 160);
});
