import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Who } from '#platform';
import { asSystem, asWho, sql } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { cert, disclose, ministry, soc, somebody, testId, testSector } from '../../test/helpers/sector.ts';
import { activeIndicators, answerSightings, routes } from './index.ts';

let test: TestPlatform;
let statements: string[] = [];
beforeAll(async () => {
	test = await testPlatform({ routes, onStatement: (text) => statements.push(text) });
	await testSector(test.db.database, 20);
});
afterAll(() => test.stop());

async function call(who: Who, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) {
	statements = [];
	const answer = await test.app.inject({ method, url, headers: test.as(who), ...(payload === undefined ? {} : { payload }) });
	return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}

const ciso = (number: number) => somebody(number, 'ciso');
const sample = {
	title: { nl: 'Aanmeldpagina nagemaakt', en: 'Counterfeit sign-in page' },
	indicators: [
		{ kind: 'domain', match: 'subdomains', value: 'Inloggen[.]Example.' },
		{ kind: 'ipv4', match: 'network', value: '203.0.113.77/24' },
	],
	lines: [
		{ text: { nl: 'Blokkeer het domein', en: 'Block the domain' }, effort: 'minutes' },
		{ text: { nl: 'Trek sessies in', en: '' } },
	],
};

async function publish(
	who: Who,
	more: object = {},
): Promise<{ id: string; indicatorIds: string[]; lineIds: string[]; recipients: number }> {
	const made = await call(who, 'POST', '/v1/advisories', { ...sample, ...more });
	expect(made.status, JSON.stringify(made.body)).toBe(201);
	return made.body;
}

it('delivers an advisory to its audience in a handful of statements', async () => {
	const made = await publish(soc, { because: 'monitoring:alert-7' });
	expect(statements.length).toBeLessThanOrEqual(10);
	expect(made).toMatchObject({ recipients: 20, indicatorIds: [expect.any(String), expect.any(String)] });
	const seen = await call(ciso(3), 'GET', `/v1/advisories/${made.id}`);
	expect(statements.length).toBeLessThanOrEqual(10);
	expect(seen.body.handling.map((row: { state: string }) => row.state)).toEqual(['received', 'received']);
	expect(seen.body.indicators.map((row: { value: string }) => row.value).sort()).toEqual(['203.0.113.0/24', 'inloggen.example']);
	expect(seen.body).toMatchObject({ because: null, recipientCount: null });
	const open = await call(ciso(3), 'GET', '/v1/advisories?only=open&limit=1');
	expect(open.body.items[0].own).toMatchObject({ received: 2, verified: 0 });
	expect((await call(soc, 'GET', `/v1/advisories/${made.id}`)).body).toMatchObject({
		because: 'monitoring:alert-7',
		recipientCount: 20,
	});
});

it('names every unreadable indicator with its place and writes nothing', async () => {
	const before = (await call(soc, 'GET', '/v1/advisories')).body.items.length;
	const bad = [
		{ kind: 'ipv4', value: '300.1.1.1' },
		{ kind: 'sha256', value: 'abc' },
		{ kind: 'domain', value: 'a.example', tlp: 'red' },
	];
	const refused = await call(soc, 'POST', '/v1/advisories', { ...sample, indicators: bad });
	expect(refused.status).toBe(400);
	expect(refused.body.findings.map((one: { where: string }) => one.where)).toEqual([
		'/body/indicators/0/value',
		'/body/indicators/1/value',
		'/body/indicators/2/tlp',
	]);
	expect((await call(soc, 'GET', '/v1/advisories')).body.items.length).toBe(before);
});

it('gives TLP:RED to the security people of the named institutions only', async () => {
	const everyone = await call(soc, 'POST', '/v1/advisories', { ...sample, tlp: 'red' });
	expect(everyone.status).toBe(400);
	const unknown = { tlp: 'red', audience: { to: 'listed', institutions: [testId(1), testId(777)] } };
	expect((await call(soc, 'POST', '/v1/advisories', { ...sample, ...unknown })).body.code).toBe('content-refused');
	const red = await publish(soc, { tlp: 'red', audience: { to: 'listed', institutions: [testId(1), testId(2)] } });
	const status = async (who: Who) => (await call(who, 'GET', `/v1/advisories/${red.id}`)).status;
	expect(await status(ciso(1))).toBe(200);
	expect(await status(somebody(1, 'security-officer'))).toBe(200);
	for (const outsider of [somebody(1, 'board'), somebody(1, 'faculty-contact'), ciso(3), cert, ministry]) {
		expect(await status(outsider)).toBe(404);
		const listed = await call(outsider, 'GET', '/v1/advisories');
		expect(JSON.stringify(listed.body)).not.toContain(red.id);
	}
	expect((await call(ciso(1), 'GET', `/v1/advisories/${red.id}`)).body.audience.institutions).toEqual([testId(1)]);
	expect(JSON.stringify((await call(ciso(3), 'GET', '/v1/indicators')).body)).not.toContain(red.id);
});

it('follows audience and TLP for everybody else', async () => {
	const sees = async (who: Who, id: string) => (await call(who, 'GET', `/v1/advisories/${id}`)).status === 200;
	const amber = await publish(soc, { audience: { to: 'kinds', kinds: ['wo'] } });
	const strict = await publish(soc, { tlp: 'amber+strict' });
	const green = await publish(soc, { tlp: 'green' });
	const draft = (await call(soc, 'POST', '/v1/advisories', { ...sample, tlp: 'green', state: 'draft' })).body;
	// Institution 1 is a university, institution 2 a school for MBO.
	expect(await Promise.all([sees(ciso(1), amber.id), sees(cert, amber.id)])).toEqual([true, true]);
	expect(await Promise.all([sees(ciso(2), amber.id), sees(ministry, amber.id)])).toEqual([false, false]);
	expect(await Promise.all([sees(ciso(2), strict.id), sees(cert, strict.id), sees(ministry, strict.id)])).toEqual([
		true,
		false,
		false,
	]);
	expect(await Promise.all([sees(ministry, green.id), sees(cert, draft.id), sees(soc, draft.id)])).toEqual([true, false, true]);
});

it('lets an institution handle its own lines, and only somebody else verify', async () => {
	const { id } = await publish(soc);
	const own = (await call(ciso(5), 'GET', `/v1/advisories/${id}`)).body.handling;
	const move = (who: Who, change: object, version?: number) =>
		call(who, 'PATCH', `/v1/handling/${own[0].id}`, { change, version });
	expect((await move(ciso(5), { state: 'verified', how: 'zelf gezien' })).status).toBe(409);
	expect((await move(ciso(5), { state: 'planned', plannedOn: '2026-12-01', owner: 'Netwerkbeheer' })).status).toBe(200);
	expect((await move(ciso(5), { state: 'done', proof: 'Regel 12' }, 1)).body.code).toBe('version-conflict');
	expect((await move(ciso(5), { state: 'done', proof: 'Regel 12 in de firewall' }, 2)).body.state).toBe('done');
	expect((await move(ciso(5), { state: 'verified', how: 'zelf gezien' })).body.findings[0].code).toBe('same-person');
	expect((await move(ciso(6), { state: 'verified', how: 'van een ander' })).status).toBe(404);
	expect((await move(cert, { state: 'verified', how: 'niet opengesteld' })).status).toBe(404);
	await disclose(test.db.database, 5, 501, 'handling');
	expect((await move(cert, { state: 'planned', plannedOn: '2026-12-01', owner: 'Loket' })).status).toBe(409);
	const verified = await move(cert, { state: 'verified', how: 'Opgezocht met een proefverzoek' });
	expect(verified.body).toMatchObject({ state: 'verified', verifiedOrganisation: cert.organisation });
	const bulk = await call(ciso(5), 'PATCH', '/v1/handling', {
		ids: own.map((row: { id: string }) => row.id),
		change: { state: 'not-applicable', reason: 'geen mail hier' },
	});
	expect(bulk.status).toBe(409);
	expect(bulk.body.findings).toHaveLength(1);
	const grid = (await call(cert, 'GET', `/v1/advisories/${id}/handling`)).body;
	expect(grid.institutions.map((row: { id: string }) => row.id)).toEqual([testId(5)]);
	expect((await call(soc, 'GET', `/v1/advisories/${id}/handling`)).body.institutions).toEqual([]);
});

it('counts others only above the floor, and never a hand-picked list', async () => {
	const all = await publish(soc);
	const few = await publish(soc, { audience: { to: 'listed', institutions: [1, 2, 3, 4, 5, 6, 7].map(testId) } });
	const answers = (indicatorId: string, numbers: number[], seen: number[]) =>
		asSystem(test.platform, (work) =>
			answerSightings(
				work,
				numbers.map((number) => ({
					...{ indicatorId, institutionId: testId(number), from: 'past' as const },
					...(seen.includes(number)
						? { answer: 'seen' as const, firstSeen: new Date('2026-11-01'), lastSeen: new Date('2026-11-02'), count: 3 }
						: { answer: 'checked-not-seen' as const }),
				})),
			),
		);
	const others = async (who: Who, id: string) => (await call(who, 'GET', `/v1/advisories/${id}/sightings`)).body.others;
	const [first = '', second = ''] = all.indicatorIds;
	await answers(first, [1, 2, 3, 4, 5], [2]);
	expect(await others(ciso(1), all.id)).toEqual([]);
	await answers(first, [1, 2, 3, 4, 5, 6], [2]);
	expect(await others(ciso(1), all.id)).toMatchObject([{ indicatorId: first, contributors: 5, seen: 1 }]);
	// What is disclosed by name leaves the count, or the rest could be subtracted.
	await disclose(test.db.database, 6, 1, 'sightings');
	expect(await others(ciso(1), all.id)).toEqual([]);
	await answers(second, [7, 8, 9, 10, 11], [7, 8, 9, 10, 11]);
	expect(await others(soc, all.id)).toContainEqual(expect.objectContaining({ indicatorId: second, contributors: 5, seen: null }));
	await answers(few.indicatorIds[0] ?? '', [1, 2, 3, 4, 5, 6, 7], [1]);
	expect(await others(soc, few.id)).toEqual([]);
	const own = (await call(ciso(2), 'GET', `/v1/advisories/${all.id}/sightings`)).body.items;
	expect(own).toMatchObject([{ institutionId: testId(2), answer: 'seen', count: 3 }]);
	const othersHandling = async () => (await call(ciso(1), 'GET', `/v1/advisories/${all.id}/handling`)).body.others;
	expect(await othersHandling()).toEqual([]);
	await test.db.database.system((tx) =>
		sql`update sharing.handling set state = 'planned', planned_on = '2026-12-01', owner = 'Beheer'
			where line_id = ${all.lineIds[0]} and institution_id = any (${[1, 2, 3, 4].map(testId)}::uuid[])`.execute(tx),
	);
	// The asker's own is not among the nineteen others, nor is a line on which all are alike.
	expect(await othersHandling()).toEqual([
		{ lineId: all.lineIds[0], contributors: 19, received: 16, notApplicable: 0, planned: 3, done: 0, verified: 0 },
	]);
});

it('tells no count anew for what fewer than six institutions say, whoever looks after each of them', async () => {
	const { id, indicatorIds } = await publish(soc);
	const indicatorId = indicatorIds[0] ?? '';
	type Told = { contributors: number; seen: number | null } | undefined;
	const look = async (who: Who): Promise<Told> =>
		(await call(who, 'GET', `/v1/advisories/${id}/sightings`)).body.others.find(
			(row: { indicatorId: string }) => row.indicatorId === indicatorId,
		);
	const lookers = [ciso(1), ciso(2), soc];
	const before = new Map<Who, { told: Told; said: Map<number, string> }>();
	const said = new Map<number, string>();
	let tellings = 0;
	const watch = async () => {
		for (const who of lookers) {
			const told = await look(who);
			const last = before.get(who);
			if (last !== undefined && JSON.stringify(last.told) === JSON.stringify(told)) continue;
			const changed = [...said].filter(([number, answer]) => last?.said.get(number) !== answer).length;
			if (last?.told !== undefined) expect(changed, 'institutions between two tellings').toBeGreaterThanOrEqual(6);
			before.set(who, { told, said: new Map(said) });
			if (told !== undefined) tellings += 1;
		}
	};
	const order = fc.sample(fc.tuple(fc.integer({ min: 3, max: 20 }), fc.boolean()), 60);
	await watch();
	for (const [number, seen] of order) {
		const answer = seen ? 'seen' : 'checked-not-seen';
		const day = new Date('2026-11-01');
		const found = { firstSeen: day, lastSeen: day, count: 1 };
		const row = { indicatorId, institutionId: testId(number), from: 'live' as const };
		await asSystem(test.platform, (work) =>
			answerSightings(work, [seen ? { ...row, answer: 'seen', ...found } : { ...row, answer: 'checked-not-seen' }]),
		);
		said.set(number, said.get(number) === 'seen' ? 'seen' : answer);
		await watch();
	}
	expect(tellings).toBeGreaterThan(3);
});

it('counts an event once, however often the past is searched', async () => {
	const { id, indicatorIds } = await publish(soc);
	const indicatorId = indicatorIds[0] ?? '';
	const seen = (from: 'past' | 'live', day: string, count: number) => ({
		...{ indicatorId, institutionId: testId(9), answer: 'seen' as const, from, count },
		...{ firstSeen: new Date(day), lastSeen: new Date(day), pointer: { day } },
	});
	const write = (...rows: Parameters<typeof answerSightings>[1]) =>
		asSystem(test.platform, (work) => answerSightings(work, rows));
	await write({ indicatorId, institutionId: testId(9), answer: 'could-not-check', from: 'past', reason: 'geen telemetrie' });
	await write(seen('live', '2026-11-20', 2), seen('live', '2026-11-21', 1));
	// The search finds the three live ones again, and four that are older.
	await write(seen('past', '2026-11-01', 7));
	await write(seen('past', '2026-11-01', 7));
	await write(seen('live', '2026-11-21', 2));
	await write({ indicatorId, institutionId: testId(9), answer: 'checked-not-seen', from: 'past' });
	const { items } = (await call(ciso(9), 'GET', `/v1/advisories/${id}/sightings`)).body;
	expect(items).toMatchObject([
		{ answer: 'seen', count: 9, pointer: { day: '2026-11-01' }, lastSeen: '2026-11-21T00:00:00.000Z' },
	]);
});

it('wakes every detector when an advisory is published, and not for a transaction that failed', async () => {
	const listener = new pg.Client({ connectionString: test.db.url });
	await listener.connect();
	let woken = 0;
	listener.on('notification', () => woken++);
	await listener.query('listen dijkwacht_indicators');
	await call(soc, 'POST', '/v1/advisories', { ...sample, audience: { to: 'listed', institutions: [testId(777)] } });
	await listener.query('select 1');
	expect(woken).toBe(0);
	await publish(soc);
	await listener.query('select 1');
	expect(woken).toBe(1);
	await listener.end();
});

it('lets detectors catch up with everything, also with what committed late', async () => {
	const read = (since?: string) => test.db.database.system((tx) => activeIndicators(tx, since));
	const before = await read();
	const early = await publish(soc);
	// A transaction that began before the reading and commits after it.
	const late = await test.db.database.pool.connect();
	await late.query('begin');
	await late.query(`insert into sharing.indicators (organisation_id, kind, match, value, tlp, confidence)
		values ('${testId(4)}', 'domain', 'exact', 'laat.example', 'amber', 50)`);
	const next = await read(before.version);
	expect(next.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(early.indicatorIds));
	expect(next.audiences.get(early.id)?.size).toBe(20);
	await late.query('commit');
	late.release();
	const last = await read(next.version);
	expect(last.rows.map(({ value }) => value)).toContain('laat.example');
	const gone = early.indicatorIds[0] ?? '';
	expect((await call(ciso(1), 'DELETE', `/v1/indicators/${gone}?reason=vergissing`)).status).toBe(404);
	expect((await call(soc, 'DELETE', `/v1/indicators/${gone}?reason=vergissing`)).status).toBe(204);
	expect((await read(last.version)).rows.find(({ id }) => id === gone)?.active).toBe(false);
	expect((await read()).rows.some(({ id }) => id === gone)).toBe(false);
});

it('hands a draft to the detectors only when it is published', async () => {
	const { id, indicatorIds } = (await call(cert, 'POST', '/v1/advisories', { ...sample, state: 'draft' })).body;
	const has = async () => {
		const { rows } = await test.db.database.system((tx) => activeIndicators(tx));
		return rows.some((row) => row.id === indicatorIds[0]);
	};
	expect(await has()).toBe(false);
	expect((await call(soc, 'PATCH', `/v1/advisories/${id}`, { state: 'published' })).status).toBe(404);
	const elsewhere = { state: 'published', audience: { to: 'listed', institutions: [testId(14)] } };
	expect((await call(cert, 'PATCH', `/v1/advisories/${id}`, elsewhere)).body.recipients).toBe(1);
	expect((await call(ciso(13), 'GET', `/v1/advisories/${id}`)).status).toBe(404);
	expect(await has()).toBe(true);
	expect((await call(cert, 'PATCH', `/v1/advisories/${id}`, { state: 'published' })).status).toBe(409);
	expect((await call(cert, 'PATCH', `/v1/advisories/${id}`, { state: 'closed', reason: 'afgehandeld' })).body.state).toBe(
		'closed',
	);
});

it('keeps own indicators to the institution that made them', async () => {
	const kept = await call(ciso(8), 'POST', '/v1/indicators', { indicators: [{ kind: 'email', value: 'Nep@Example.test' }] });
	expect(kept.body.ids).toHaveLength(1);
	const again = await call(ciso(8), 'POST', '/v1/indicators', { indicators: [{ kind: 'email', value: 'nep@example.test' }] });
	expect(again.body).toEqual({ ids: [], known: 1 });
	const found = async (who: Who) => (await call(who, 'GET', '/v1/indicators?q=nep@&only=authored')).body.items.length;
	expect(await Promise.all([found(ciso(8)), found(ciso(7)), found(soc)])).toEqual([1, 0, 0]);
});

it('hands an advisory over in every form, and reads it back into a draft', async () => {
	const { id } = await publish(soc, { tlp: 'amber+strict', audience: { to: 'kinds', kinds: ['wo'] } });
	for (const format of ['stix', 'misp', 'csaf']) {
		const file = await call(ciso(1), 'GET', `/v1/advisories/${id}/exports/${format}`);
		expect(file.status).toBe(200);
		const read = await call(ciso(4), 'POST', '/v1/indicators/imports?into=draft', file.body);
		expect(read.body).toMatchObject({ format, added: format === 'csaf' ? 0 : 2, passedOver: [] });
		const draft = await call(ciso(4), 'GET', `/v1/advisories/${read.body.advisoryId}`);
		expect(draft.body).toMatchObject({ state: 'draft', tlp: 'amber+strict', title: sample.title, lineCount: 2 });
		expect((await call(soc, 'GET', `/v1/advisories/${read.body.advisoryId}`)).status).toBe(404);
	}
	expect((await call(ciso(2), 'GET', `/v1/advisories/${id}/exports/stix`)).status).toBe(404);
	expect((await call(ciso(1), 'GET', `/v1/advisories/${id}/exports/pdf`)).status).toBe(404);
});

it('imports a CSV file whole, or tells every fault and imports nothing', async () => {
	const send = async (payload: string | Buffer) => {
		const headers = { ...test.as(ciso(10)), 'content-type': 'text/csv' };
		const answer = await test.app.inject({ method: 'POST', url: '/v1/indicators/imports', headers, payload });
		return { status: answer.statusCode, body: answer.json() };
	};
	const bad = await send('kind,value\ndomain,goed.example\nipv4,999.1.1.1\nsoort,x\n');
	expect([bad.status, bad.body.findings.length]).toEqual([422, 2]);
	expect((await call(ciso(10), 'GET', '/v1/indicators?only=authored')).body.items).toEqual([]);
	expect((await send('kind,value\ndomain,goed.example\ndomain,goed.example\n')).body).toMatchObject({ added: 1, known: 0 });
	expect((await send('kind,value\ndomain,goed.example\n')).body).toMatchObject({ added: 0, known: 1 });
	expect((await send(Buffer.from([0x6b, 0xff, 0xfe]))).status).toBe(422);
	expect((await send('naam;adres\n')).body.findings[0].code).toBe('form-unknown');
});

it('holds its walls against a tenant that writes its own SQL', async () => {
	const { id, lineIds } = await publish(soc, { audience: { to: 'listed', institutions: [testId(11), testId(12)] } });
	const attack = (who: Who, statement: ReturnType<typeof sql>) => asWho(test.platform, who, ({ tx }) => statement.execute(tx));
	const changed = async (who: Who, statement: ReturnType<typeof sql>) => (await attack(who, statement)).numAffectedRows ?? 0n;
	const outsider = ciso(13);
	await expect(
		attack(outsider, sql`insert into sharing.recipients values (${id}, ${testId(13)}, ${testId(13)})`),
	).rejects.toThrow();
	await expect(
		attack(outsider, sql`insert into sharing.recipients values (${id}, ${testId(13)}, ${testId(500)})`),
	).rejects.toThrow();
	await expect(
		attack(
			ciso(11),
			sql`insert into sharing.mitigation_lines (advisory_id, organisation_id, place, text_nl, text_en, effort)
			values (${id}, ${testId(11)}, 9, 'ingeschoven', '', 'hours')`,
		),
	).rejects.toThrow();
	expect(await changed(ciso(11), sql`update sharing.advisories set tlp = 'clear' where id = ${id}`)).toBe(0n);
	expect(
		await changed(
			ciso(11),
			sql`update sharing.handling set state = 'done', proof = 'x', done_at = now() where institution_id = ${testId(12)}`,
		),
	).toBe(0n);
	await expect(
		attack(ciso(11), sql`update sharing.handling set institution_id = ${testId(12)} where line_id = ${lineIds[0]}`),
	).rejects.toThrow();
	await expect(
		attack(
			ciso(11),
			sql`update sharing.handling set state = 'verified', proof = 'x', done_at = now(), done_by = ${testId(1)},
			verified_by = ${testId(1)}, verified_at = now(), verified_how = 'x' where line_id = ${lineIds[0]}`,
		),
	).rejects.toThrow();
	await disclose(test.db.database, 11, 501, 'handling');
	await attack(
		ciso(11),
		sql`update sharing.handling set state = 'done', proof = 'x', done_at = now() where line_id = ${lineIds[0]}`,
	);
	await expect(
		attack(
			cert,
			sql`update sharing.handling set state = 'verified', proof = 'ander bewijs', verified_by = ${testId(1)},
		verified_at = now(), verified_how = 'x' where institution_id = ${testId(11)}`,
		),
	).rejects.toThrow();
	for (const table of ['recipients', 'handling', 'sightings', 'indicators', 'advisories', 'mitigation_lines']) {
		const seen = await attack(
			ministry,
			sql`select * from ${sql.table(`sharing.${table}`)} t where to_jsonb(t)::text like ${`%${id}%`}`,
		);
		expect(seen.rows, table).toEqual([]);
	}
});
