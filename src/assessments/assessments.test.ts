import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSystem, sql } from '#platform';
import { a, answersTo, assessmentsBench, type Bench, firm, people, surf } from '../../test/helpers/assessments.ts';

const { ciso, faculty, other, coordinator, auditor, board } = people;
let t: Bench;
let round: string;
beforeAll(async () => {
	t = await assessmentsBench();
	const body = { framework: t.framework.id, title: 'Ronde 2026', fromDay: '2026-09-01', untilDay: '2026-12-31' };
	round = (await t.call('POST', '/v1/rounds', coordinator, body)).id;
});
afterAll(() => t.stop());

const save = (id: string, answers: object[], asker = ciso) => t.call('PUT', `/v1/assessments/${id}/answers`, asker, { answers });

describe('a self assessment', () => {
	let id: string;

	it('is begun once a round, and asks every active control', async () => {
		const made = await t.call('POST', '/v1/assessments', ciso, { round });
		id = made.id;
		expect(made).toMatchObject({ status: 201, opinion: 'self', state: 'draft', answered: 0, active: 81 });
		expect(await t.call('POST', '/v1/assessments', ciso, { round })).toMatchObject({ code: 'already-exists' });
	});

	it('tells all faults of 1000 wrong answers at once and saves none', async () => {
		const wrong = Array.from({ length: 1000 }, (_, n) => ({ control: `none-${n}`, now: n % 2 ? 6 : 2.5, version: 0 }));
		const refused = await save(id, wrong);
		expect([refused.status, refused.code, refused.findings.length]).toEqual([400, 'input-invalid', 2000]);
		expect(refused.findings[1]).toMatchObject({ code: 'level-refused', where: '/body/answers/0/now' });
	});

	it('refuses not applicable without a reason, and an expected level without a day', async () => {
		const [one, two] = answersTo(t.framework, () => 3);
		const refused = await save(id, [
			{ ...one, now: null, notApplicable: true },
			{ ...two, expected: 4 },
			{ ...one, notApplicable: true, reason: 'no such rooms' },
		]);
		expect(refused.findings.map((fault: { code: string; where: string }) => [fault.code, fault.where])).toEqual([
			['reason-absent', '/body/answers/0/reason'],
			['date-absent', '/body/answers/1/expectedOn'],
			['answer-twice', '/body/answers/2/control'],
			['level-refused', '/body/answers/2/now'],
		]);
	});

	it('saves a batch, and refuses an answer that somebody else changed meanwhile', async () => {
		const [one, two] = answersTo(t.framework, () => 3);
		const saved = await save(id, [one!], faculty);
		expect(saved).toMatchObject({ status: 200, saved: [{ control: 'HO-1.01', version: 1 }], score: { now: { exact: '3' } } });
		const late = await save(id, [one!, two!]);
		expect([late.code, late.findings]).toMatchObject(['version-conflict', [{ where: '/body/answers/0/version' }]]);
		expect(await save(id, [{ ...one!, version: 1 }, two!])).toMatchObject({ status: 200 });
	});

	it('names every control that is missing at submit', async () => {
		const refused = await t.call('POST', `/v1/assessments/${id}/submit`, ciso);
		expect([refused.status, refused.findings.length]).toEqual([422, 79]);
		expect(await t.call('POST', `/v1/assessments/${id}/submit`, faculty)).toMatchObject({ code: 'not-allowed' });
	});

	it('is locked by submit, also for the database, and its score is stored', async () => {
		const known = (await t.call('GET', `/v1/assessments/${id}`, ciso)).answers;
		const version = (control: string) => known.find((one: { control: string }) => one.control === control)?.version ?? 0;
		const all = answersTo(t.framework, (place) => (place % 3) + 2, { expected: 4, expectedOn: '2027-06-30' });
		await save(
			id,
			all.map((one) => ({ ...one, version: version(one.control) })),
		);
		const done = await t.call('POST', `/v1/assessments/${id}/submit`, ciso);
		expect(done).toMatchObject({
			status: 200,
			state: 'submitted',
			answered: 81,
			score: { underTarget: 27, expected: { shown: '4.0' } },
		});
		expect(await save(id, all)).toMatchObject({ status: 409, code: 'state-refused' });
		expect(await t.call('POST', `/v1/assessments/${id}/submit`, ciso)).toMatchObject({ code: 'state-refused' });
		const touched = await t.db.database.as(ciso, (tx) => sql`update assessments.answers set now = 5`.execute(tx));
		expect(touched.numAffectedRows ?? 0n).toBe(0n);
	});

	it('shows now, gap and forecast, each with formula and inputs', async () => {
		const seen = await t.call('GET', `/v1/institutions/${a}/scores`, ciso);
		const { score, expectedOn } = seen.opinions[0];
		expect([score.now.formula, score.now.inputs.length, expectedOn]).toEqual(['mean-of-clusters', 6, '2027-06-30']);
		const parts = score.now.inputs.map((one: { exact: string }) => one.exact.split('/').map(Number));
		const mean = parts.reduce((sum: number, [num, den = 1]: number[]) => sum + num! / den, 0) / 6;
		expect(score.now.value).toBeCloseTo(mean, 12);
		expect(score.gap).toMatchObject({ formula: 'target-minus-now', inputs: [{ label: 'target', exact: '3' }, {}] });
		expect(score.clusters[0]).toMatchObject({ title: { nl: 'Beleid en organisatie' }, now: { formula: 'mean-of-levels' } });
	});
});

describe('the wall between organisations', () => {
	it('keeps a draft from everybody and answers from those who may see scores only', async () => {
		const [{ id }] = (await t.call('GET', '/v1/assessments', ciso)).items;
		for (const asker of [other, coordinator]) {
			expect(await t.call('GET', `/v1/assessments/${id}`, asker)).toMatchObject({ status: 404 });
			expect(await t.call('GET', `/v1/institutions/${a}/scores`, asker)).toMatchObject({ status: 404 });
			expect(
				await save(
					id,
					answersTo(t.framework, () => 5),
					{ ...asker, role: 'ciso' },
				),
			).toMatchObject({ status: 404 });
		}
		await t.disclose('scores');
		expect(await t.call('GET', `/v1/institutions/${a}/scores`, coordinator)).toMatchObject({ opinions: [{ opinion: 'self' }] });
		expect(await t.call('GET', `/v1/assessments/${id}`, coordinator)).toMatchObject({
			answers: [],
			answered: 81,
			score: { underTarget: 27 },
		});
		const rows = (asker: typeof ciso) =>
			t.db.database.as(asker, async (tx) => (await sql`select from assessments.answers`.execute(tx)).rows.length);
		expect(await Promise.all([ciso, coordinator, other].map(rows))).toEqual([81, 0, 0]);
		const looks = await t.db.database.as(ciso, (tx) =>
			sql`select distinct viewer_id, subject from institutions.looks`.execute(tx),
		);
		expect(looks.rows).toEqual([{ viewer_id: surf, subject: 'scores' }]);
	});

	it('lets an auditor in by disclosure, whose opinion stands beside the own one', async () => {
		const begin = (opinion: string) => t.call('POST', '/v1/assessments', auditor, { round, opinion, institution: a });
		expect(await begin('external-audit')).toMatchObject({ status: 404 });
		await t.disclose('evidence', firm);
		await t.disclose('scores', firm);
		expect(await begin('self')).toMatchObject({ code: 'not-allowed' });
		const { id } = await begin('external-audit');
		expect(await t.call('GET', `/v1/assessments/${id}`, ciso)).toMatchObject({ status: 404 });
		await t.end(firm);
		expect(
			await save(
				id,
				answersTo(t.framework, () => 2),
				auditor,
			),
		).toMatchObject({ status: 404 });
		await t.disclose('evidence', firm);
		await save(
			id,
			answersTo(t.framework, () => 2),
			auditor,
		);
		expect(await t.call('POST', `/v1/assessments/${id}/submit`, auditor)).toMatchObject({ status: 200 });
		const seen = await t.call('GET', `/v1/institutions/${a}/scores`, board);
		expect(seen.opinions.map((one: { opinion: string }) => one.opinion)).toEqual(['self', 'external-audit']);
		expect(seen.optimism).toMatchObject([{ opinion: 'external-audit', difference: { formula: 'self-minus-other' } }]);
		await t.work();
		const calendar = await t.call('GET', `/v1/institutions/${a}/milestones`, ciso);
		expect(calendar.items.map((one: { actual: string | null }) => one.actual)).toEqual(['2026-11-23', null, '2026-11-23']);
	});
});

describe('a round', () => {
	it('of an institution is seen by itself only', async () => {
		const own = { framework: t.framework.id, title: 'Eigen ronde', fromDay: '2026-01-01', untilDay: '2026-12-31' };
		expect(await t.call('POST', '/v1/rounds', ciso, own)).toMatchObject({ status: 201, sector: false });
		const titles = async (asker: typeof ciso) =>
			(await t.call('GET', '/v1/rounds', asker)).items.map((one: { title: string }) => one.title);
		expect([await titles(ciso), await titles(other)]).toEqual([['Ronde 2026', 'Eigen ronde'], ['Ronde 2026']]);
	});

	it('takes no more assessments once it is closed, and only its owner closes it', async () => {
		expect(await t.call('POST', `/v1/rounds/${round}/closure`, other)).toMatchObject({ status: 404 });
		expect(await t.call('POST', `/v1/rounds/${round}/closure`, coordinator)).toMatchObject({ status: 200 });
		expect(await t.call('POST', '/v1/assessments', other, { round })).toMatchObject({ code: 'state-refused' });
	});

	it('on another framework breaks the trend, and pages stay within ten statements', async () => {
		const nba = await asSystem(t.platform, ({ tx }) =>
			sql<{ id: string }>`select id from norms.frameworks where framework = 'nba-15'`.execute(tx),
		);
		const body = { framework: nba.rows[0]?.id, title: 'Ronde 2027', fromDay: '2027-01-01', untilDay: '2027-02-01' };
		const next = await t.call('POST', '/v1/rounds', coordinator, body);
		const { id, active } = await t.call('POST', '/v1/assessments', ciso, { round: next.id });
		const { controls } = await t.call('GET', `/v1/frameworks/${body.framework}`, ciso);
		expect(active).toBeGreaterThan(0);
		await save(
			id,
			controls.map((one: { id: string }) => ({ control: one.id, now: 2, version: 0 })),
		);
		await t.call('POST', `/v1/assessments/${id}/submit`, ciso);
		t.statements.length = 0;
		const seen = await t.call('GET', `/v1/institutions/${a}/scores`, ciso);
		expect(t.statements.length).toBeLessThanOrEqual(10);
		expect(
			seen.trend.map((one: { framework: { framework: string }; points: [] }) => [one.framework.framework, one.points.length]),
		).toEqual([
			['ho-6c', 1],
			['nba-15', 1],
		]);
		expect(seen.framework.framework).toBe('nba-15');
		const former = await t.call('GET', `/v1/institutions/${a}/scores?framework=${t.framework.id}`, ciso);
		expect(former.opinions).toHaveLength(2);
	});
});
