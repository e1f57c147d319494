import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a, answersTo, assessmentsBench, type Bench, people } from '../../test/helpers/assessments.ts';
import { assessmentStates, assessmentSteps, stepAssessment } from './model/assessment.ts';
import { signTarget, stepTarget, targetStates, targetSteps } from './model/target.ts';

const { ciso, board, other, coordinator } = people;
let t: Bench;
beforeAll(async () => {
	t = await assessmentsBench();
});
afterAll(() => t.stop());

const propose = (body: object, asker = ciso) =>
	t.call('POST', '/v1/targets', asker, { framework: t.framework.id, level: 3, byDay: '2027-12-31', ...body });
const sign = (id: string, asker: typeof ciso) => t.call('POST', `/v1/targets/${id}/signatures`, asker);

describe('the drawn state machines', () => {
	const arrows = (file: string) => {
		const text = readFileSync(new URL(`../../docs/state-machines/${file}.md`, import.meta.url), 'utf8');
		const found = [...text.matchAll(/^\t(\S+) --> (\S+): (\S+)$/gm)].map(([, from, to, verb]) => `${from} ${verb} ${to}`);
		expect(found.length).toBeGreaterThan(0);
		return found.sort();
	};

	it('are those of the code, and no other step is possible', () => {
		expect(arrows('target-agreement')).toEqual(targetSteps.map(({ from, verb, to }) => `${from} ${verb} ${to}`).sort());
		expect(arrows('assessment')).toEqual(
			Object.entries(assessmentSteps)
				.map(([verb, { from, to }]) => `${from} ${verb} ${to}`)
				.sort(),
		);
		for (const state of targetStates)
			for (const verb of ['sign', 'withdraw', 'succeed'] as const)
				expect(stepTarget(state, verb).ok).toBe(targetSteps.some((one) => one.from === state && one.verb === verb));
		for (const state of assessmentStates) expect(stepAssessment(state, 'submit').ok).toBe(state === 'draft');
	});

	it('let a side sign once', () => {
		const half = { state: 'half-signed', lowers: false, proposedBy: 'p', signed: ['board'] } as const;
		expect([signTarget(half, 'board', 'q').ok, signTarget(half, 'coordinator', 'q')]).toEqual([
			false,
			{ ok: true, value: 'in-force' },
		]);
	});
});

describe('a target agreement', () => {
	it('tells every fault of a proposal at once', async () => {
		const refused = await propose({
			...{ level: 3.25, clusters: [{ cluster: '9', level: 7 }], controls: [{ control: 'X', level: 3 }], keyControls: ['Y'] },
			byDay: '2026-01-01',
		});
		expect(refused.findings.map((one: { where: string }) => one.where)).toEqual([
			...['/body/level', '/body/clusters/0/cluster', '/body/clusters/0/level', '/body/controls/0/control', '/body/keyControls/0'],
			...['/body/byDay', '/body/reason'],
		]);
	});

	it('holds once the board and SURFaudit have signed, and is the promise in the calendar', async () => {
		const made = await propose({ level: 3.5, reason: 'high risk', keyControls: ['HO-1.01'] });
		expect(made).toMatchObject({ status: 201, number: 1, state: 'proposed', lowers: false });
		expect(await propose({})).toMatchObject({ code: 'state-refused' });
		expect(await sign(made.id, ciso)).toMatchObject({ status: 403 });
		expect(await sign(made.id, { ...board, organisation: other.organisation })).toMatchObject({ status: 404 });
		expect(await sign(made.id, coordinator)).toMatchObject({ status: 404 });
		await t.disclose('targets');
		expect(await sign(made.id, board)).toMatchObject({ state: 'half-signed' });
		expect(await sign(made.id, board)).toMatchObject({ code: 'state-refused' });
		expect(await sign(made.id, coordinator)).toMatchObject({ state: 'in-force', coordinator: { person: coordinator.person } });
		expect(await t.call('POST', `/v1/targets/${made.id}/withdrawal`, ciso)).toMatchObject({ code: 'state-refused' });
		await t.work();
		const calendar = await t.call('GET', `/v1/institutions/${a}/milestones`, ciso);
		expect(calendar.items[0]).toMatchObject({ kind: 'target-reached', planned: '2027-12-31' });
	});

	it('is lowered only with a reason and the signature of a second person, and the former one stays to be read', async () => {
		expect(await propose({ level: 3 }, board)).toMatchObject({ status: 400, findings: [{ where: '/body/loweringReason' }] });
		const made = await propose({ level: 3, loweringReason: 'merger postponed', keyControls: ['HO-1.01'] }, board);
		expect(made).toMatchObject({ number: 2, lowers: true });
		expect(await sign(made.id, board)).toMatchObject({ code: 'state-refused', findings: [{ code: 'same-person' }] });
		expect(await sign(made.id, { ...board, person: ciso.person })).toMatchObject({ state: 'half-signed' });
		expect(await sign(made.id, coordinator)).toMatchObject({ state: 'in-force' });
		const { items } = await t.call('GET', '/v1/targets', ciso);
		expect(items.map((one: { number: number; state: string }) => [one.number, one.state])).toEqual([
			[2, 'in-force'],
			[1, 'superseded'],
		]);
	});

	it('is not seen by another institution, and a withdrawn one frees the way', async () => {
		expect((await t.call('GET', '/v1/targets', other)).items).toEqual([]);
		expect(await t.call('GET', `/v1/targets?institution=${a}`, other)).toMatchObject({ status: 404 });
		expect((await t.call('GET', '/v1/targets?state=in-force', coordinator)).items).toHaveLength(1);
		const made = await propose({ level: 4, reason: 'ambition', keyControls: ['HO-1.01'] });
		expect(await t.call('POST', `/v1/targets/${made.id}/withdrawal`, ciso)).toMatchObject({ state: 'withdrawn' });
		expect(await propose({ level: 4, reason: 'ambition', keyControls: ['HO-1.01'] })).toMatchObject({ number: 4 });
	});

	it('judges what was submitted in the newest round as soon as it is in force', async () => {
		const body = { framework: t.framework.id, title: 'Ronde 2026', fromDay: '2026-09-01', untilDay: '2026-12-31' };
		const round = (await t.call('POST', '/v1/rounds', coordinator, body)).id;
		const { id } = await t.call('POST', '/v1/assessments', ciso, { round });
		await t.call('PUT', `/v1/assessments/${id}/answers`, ciso, { answers: answersTo(t.framework, () => 3) });
		expect(await t.call('POST', `/v1/assessments/${id}/submit`, ciso)).toMatchObject({
			score: { meetsAgreement: true, underTarget: 0 },
		});
		const [waiting] = (await t.call('GET', '/v1/targets?state=proposed', ciso)).items;
		await sign(waiting.id, board);
		await sign(waiting.id, coordinator);
		await t.work();
		const seen = await t.call('GET', `/v1/institutions/${a}/scores`, ciso);
		expect(seen.opinions[0].score).toMatchObject({
			meetsAgreement: false,
			underTarget: 81,
			target: 4,
			keyUnderTarget: ['HO-1.01'],
		});
		expect(seen.agreement).toMatchObject({ number: 4, level: 4 });
	});
});
